package io.hindcast.relay.swap;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.Provenance;
import io.hindcast.core.swap.SwapPin;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.table.TableName;
import io.hindcast.relay.swap.model.ModelServer;
import io.hindcast.relay.swap.model.ModelWarehouse;
import io.hindcast.relay.swap.model.Storage;
import io.hindcast.warehouse.PartitionContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One swap from request to end, by the real executor on a model warehouse, under a seed. */
final class SwapSimulation {
  static final TableName LIVE = new TableName("shop", "orders");
  private static final List<String> TOUCHED = List.of("t0", "t1", "t2");
  private static final SwapConfig CONFIG =
      new SwapConfig(
          1,
          Duration.ofSeconds(10),
          Duration.ofMillis(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2));

  final ModelServer server;
  final SwapPlan plan;
  final ModelStore store;
  final List<Long> before;
  final List<Long> after;
  final List<Long> untouched;
  final List<List<Long>> seen = new ArrayList<>();
  private final Chaos chaos;

  SwapSimulation(long seed) {
    Random random = new Random(seed);
    server = new ModelServer(random, LIVE);
    UUID swapId = new UUID(seed, seed);
    TableName shadow = new TableName("hindcast", "bf_x_g0_shadow");
    fill(random, LIVE, "t", TOUCHED.size());
    fill(random, LIVE, "u", 4);
    fill(random, shadow, "t", TOUCHED.size());
    before = server.storage(LIVE).rowsOf("t");
    untouched = server.storage(LIVE).rowsOf("u");
    after = server.storage(shadow).rowsOf("t");
    plan = plan(swapId, shadow);
    chaos = new Chaos(random, server, this::observe);
    store = new ModelStore(plan, chaos::mayCrash);
  }

  /** Runs until the swap has ended, with a new process after each crash. */
  SwapState.Terminal run() {
    ModelWarehouse warehouse = new ModelWarehouse(server, chaos);
    SwapSteps steps = new SwapSteps(warehouse, CONFIG, chaos, chaos);
    SwapExecution execution =
        new SwapExecution(store, new StepRunner(steps, chaos), steps, new SwapLetter(chaos));
    while (!store.state().terminal()) {
      ClaimedSwap claimed = store.claim("relay", Duration.ofSeconds(10)).orElseThrow();
      try {
        execution.run(claimed, () -> {});
      } catch (Chaos.Crash e) {
        // The next claim goes on where the crash left it.
      }
    }
    server.settle();
    return (SwapState.Terminal) store.state();
  }

  private void observe() {
    Storage live = server.storage(LIVE);
    List<Long> rows = live.rowsOf("t");
    if (seen.isEmpty() || !seen.getLast().equals(rows)) {
      seen.add(rows);
    }
  }

  private void fill(Random random, TableName table, String prefix, int partitions) {
    for (int i = 0; i < partitions; i++) {
      for (int part = random.nextInt(3); part >= 0; part--) {
        server.add(table, prefix + i);
      }
    }
  }

  private SwapPlan plan(UUID swapId, TableName shadow) {
    Map<String, PartitionContent> contents =
        new ModelWarehouse(server, new Quiet()).contents(shadow, TOUCHED);
    List<SwapPin> pins =
        contents.values().stream()
            .map(c -> new SwapPin(c.id(), c.rows(), c.checksum(), c.partsHash()))
            .toList();
    return new SwapPlan(
        swapId,
        LIVE,
        shadow,
        Strategy.EXCHANGE,
        pins,
        new Provenance(new UUID(9, 9), "fix", "2", 0, Duration.ofDays(7)));
  }

  private static final class Quiet implements io.hindcast.relay.swap.model.Interruptions {
    @Override
    public void before(Runnable statement) {}

    @Override
    public void after() {}

    @Override
    public boolean diesInMove() {
      return false;
    }
  }
}
