package io.hindcast.relay.swap;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.Provenance;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapIntent.Direction;
import io.hindcast.core.swap.SwapIntent.LateRows;
import io.hindcast.core.swap.SwapPin;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.table.TableName;
import io.hindcast.relay.swap.model.ModelServer;
import io.hindcast.relay.swap.model.ModelServer.Written;
import io.hindcast.relay.swap.model.ModelWarehouse;
import io.hindcast.relay.swap.model.Quiet;
import io.hindcast.warehouse.PartitionContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * The life of a target under a seed: a swap, perhaps a follow-up, a rollback, and the way forward
 * again, by the real executor on a model warehouse.
 */
final class SwapSimulation {
  static final TableName LIVE = new TableName("shop", "orders");
  private static final UUID BACKFILL = new UUID(9, 9);
  private static final BackfillNames NAMES = new BackfillNames(BACKFILL, "hindcast");
  private static final TableName BASE = NAMES.base();
  private static final List<String> TOUCHED = List.of("t0", "t1");
  private static final List<String> UNTOUCHED = List.of("u0", "u1", "u2");
  private static final List<String> ALL = List.of("u0", "u1", "u2", "t0", "t1");
  private static final SwapConfig CONFIG =
      new SwapConfig(
          1,
          Duration.ofSeconds(10),
          Duration.ofMillis(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2));

  final ModelServer server;
  final ModelStore store;
  final Chaos chaos;
  private final Random random;
  private final LateRows lateRows;
  private final List<Invariant> invariants;
  private final List<UUID> live = new ArrayList<>();
  private final Set<Long> contents = new HashSet<>();
  private Set<Long> hidden = Set.of();
  private List<Long> content;
  private final List<Long> untouched;
  private List<List<Long>> seen = new ArrayList<>();
  private int swaps;

  /** One swap with what must be true after it. */
  record Ended(
      SwapSimulation simulation,
      SwapPlan plan,
      SwapState.Terminal outcome,
      List<Long> before,
      List<Long> after,
      List<List<Long>> seen) {

    boolean completed() {
      return outcome instanceof SwapState.Completed;
    }

    /** What readers must see in touched partitions, besides what was written. */
    List<Long> content() {
      return completed() ? after : before;
    }
  }

  SwapSimulation(long seed, List<Invariant> invariants) {
    this.invariants = invariants;
    random = new Random(seed);
    server = new ModelServer(random, LIVE);
    lateRows = random.nextInt(3) == 0 ? LateRows.CARRY : LateRows.SOURCE;
    fill(LIVE, TOUCHED);
    fill(LIVE, UNTOUCHED.subList(0, 2));
    content = known(server.storage(LIVE).rowsOf("t"));
    untouched = server.storage(LIVE).rowsOf("u");
    chaos = new Chaos(random, server, this::observe);
    store = new ModelStore(chaos::mayCrash);
  }

  /** Runs until all swaps have ended or one was refused. */
  List<Ended> run() {
    List<Long> original = content;
    List<Ended> ended = new ArrayList<>();
    ended.add(swap(TOUCHED, List.of()));
    if (ended.getLast().completed() && random.nextInt(3) == 0) {
      ended.add(swap(List.of("t0"), between()));
    }
    if (ended.getLast().completed() && random.nextInt(3) > 0) {
      List<Long> published = content;
      Set<Long> replaced = hidden;
      ended.add(undo(Direction.BACK, original, Set.of()));
      if (ended.getLast().completed() && random.nextBoolean()) {
        ended.add(undo(Direction.FORWARD, published, replaced));
      }
    }
    return ended;
  }

  private Ended swap(List<String> partitions, List<Long> replaced) {
    TableName shadow = NAMES.shadow(swaps);
    boolean carries = lateRows == LateRows.CARRY;
    fill(shadow, partitions);
    if (carries && swaps == 0) {
      ModelWarehouse quiet = new ModelWarehouse(server, new Quiet());
      quiet.createLike(BASE, LIVE);
      quiet.promote(LIVE, BASE, TOUCHED);
    }
    List<Long> after = new ArrayList<>(known(server.storage(shadow).rowsOf("t")));
    content.stream()
        .filter(row -> !partitions.contains(server.partitionOf(row)))
        .forEach(after::add);
    server.writeInto(carries ? ALL : UNTOUCHED);
    return execute(
        plan(shadow, pins(shadow, partitions), intent(carries)),
        after.stream().sorted().toList(),
        Set.copyOf(replaced));
  }

  private static SwapIntent intent(boolean carries) {
    return carries
        ? new SwapIntent(Direction.FORWARD, LateRows.CARRY, BASE, List.of(), null)
        : SwapIntent.PUBLISH;
  }

  private Ended undo(Direction direction, List<Long> after, Set<Long> replaced) {
    server.writeInto(ALL);
    TableName shadow = NAMES.reversal(swaps);
    return execute(plan(shadow, List.of(), SwapIntent.undo(direction, live)), after, replaced);
  }

  /** Rows written now into what the follow-up touches are replaced by it, and come back later. */
  private List<Long> between() {
    server.writeInto(List.of("t0", "t1"));
    int begun = server.acknowledged().size();
    for (int i = random.nextInt(20); i >= 0; i--) {
      server.act();
    }
    server.settle();
    return lateRows == LateRows.CARRY
        ? List.of()
        : server.acknowledged().stream()
            .skip(begun)
            .filter(row -> row.partition().equals("t0"))
            .map(Written::row)
            .toList();
  }

  /** Once it is done, the replaced rows are not to be seen. */
  private Ended execute(SwapPlan plan, List<Long> after, Set<Long> replaced) {
    List<Long> before = content;
    seen = new ArrayList<>();
    server.takeChanged();
    seen.add(before);
    store.add(plan);
    process(plan.swapId());
    server.settle();
    SwapState.Terminal outcome = (SwapState.Terminal) store.find(plan.swapId()).orElseThrow();
    Ended ended = new Ended(this, plan, outcome, before, after, List.copyOf(seen));
    content = ended.content();
    hidden = ended.completed() ? replaced : hidden;
    invariants.forEach(invariant -> invariant.check(ended));
    if (ended.completed()) {
      if (plan.intent().undoing()) {
        live.clear();
      }
      live.add(plan.swapId());
    }
    return ended;
  }

  /** With a new process after each crash. */
  private void process(UUID swapId) {
    ModelWarehouse warehouse = new ModelWarehouse(server, chaos);
    SwapSteps steps = new SwapSteps(warehouse, store, CONFIG, chaos, chaos);
    SwapExecution execution =
        new SwapExecution(store, new StepRunner(steps, chaos), steps, new SwapLetter(chaos));
    while (!store.find(swapId).orElseThrow().terminal()) {
      ClaimedSwap claimed = store.claim("relay", Duration.ofSeconds(10)).orElseThrow();
      try {
        execution.run(claimed, () -> {});
      } catch (Chaos.Crash e) {
        // The next claim goes on where the crash left it.
      }
    }
  }

  /** Rows that live partitions must have, besides those of unknown fate. */
  List<Long> expected(Ended ended) {
    List<Long> expected = new ArrayList<>(untouched);
    expected.addAll(ended.content());
    server.acknowledged().stream()
        .map(Written::row)
        .filter(row -> !hidden.contains(row))
        .forEach(expected::add);
    return expected;
  }

  int swaps() {
    return swaps;
  }

  /** Tables that are there besides those of the relay. */
  Set<TableName> given() {
    return lateRows == LateRows.CARRY ? Set.of(BASE) : Set.of();
  }

  /** What was published before is not changed by inserts and merges: only statements count. */
  private void observe() {
    if (!server.takeChanged()) {
      return;
    }
    List<Long> rows = server.storage(LIVE).rowsOf("t").stream().filter(contents::contains).toList();
    if (seen.isEmpty() || !seen.getLast().equals(rows)) {
      seen.add(rows);
    }
  }

  private List<Long> known(List<Long> rows) {
    contents.addAll(rows);
    return rows;
  }

  private void fill(TableName table, List<String> partitions) {
    for (String partition : partitions) {
      for (int part = random.nextInt(3); part >= 0; part--) {
        server.add(table, partition);
      }
    }
  }

  private List<SwapPin> pins(TableName shadow, List<String> partitions) {
    Map<String, PartitionContent> contents =
        new ModelWarehouse(server, new Quiet()).contents(shadow, partitions);
    return contents.values().stream()
        .map(c -> new SwapPin(c.id(), c.rows(), c.checksum(), c.partsHash()))
        .toList();
  }

  private SwapPlan plan(TableName shadow, List<SwapPin> pins, SwapIntent intent) {
    // Names of working tables have the first digits of the id.
    UUID swapId = new UUID((long) ++swaps << 32, random.nextLong());
    return new SwapPlan(
        swapId,
        LIVE,
        shadow,
        Strategy.EXCHANGE,
        pins,
        new Provenance(BACKFILL, "fix", "2", swaps - 1, Duration.ofDays(7)),
        intent);
  }
}
