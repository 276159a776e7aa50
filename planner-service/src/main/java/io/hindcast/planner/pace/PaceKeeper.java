package io.hindcast.planner.pace;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the load and at what was used up, now and then while something runs, and lets backfills
 * go faster, slower or not at all. Everything it knows is in the store, so that after a restart it
 * goes on from there; of several planners, one at a time looks after a pool.
 */
public final class PaceKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PaceKeeper.class);
  private static final String BY = "planner";

  private final BackfillStore store;
  private final Function<Backfill, BackfillSpec> specs;
  private final Pools pools;
  private final PoolStep step;
  private final Consumer<UUID> nudge;
  private final InstantSource clock;
  private final LoadWatch watch;
  private final IdleWatch idle;
  private final Expenses expenses;
  private final Watchdog watchdog;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("pace").factory());
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * What a keeper works with.
   *
   * @param specs of accepted backfills
   * @param nudge to be told which backfills may start more
   * @param workingDatabase part of the names of queries
   */
  public record Tools(
      BackfillStore store,
      Warehouse warehouse,
      Function<Backfill, BackfillSpec> specs,
      Consumer<UUID> nudge,
      String workingDatabase) {}

  /** Wired by the planner's main. */
  public PaceKeeper(Tools tools, Pools pools, Slots slots, Watchdog watchdog, InstantSource clock) {
    this.watchdog = watchdog;
    this.store = tools.store();
    this.specs = tools.specs();
    this.nudge = tools.nudge();
    this.pools = pools;
    this.clock = clock;
    this.watch = new LoadWatch(tools.warehouse(), pools.rhythm().period());
    this.idle = new IdleWatch(store, tools.warehouse());
    this.expenses = new Expenses(tools.warehouse(), pools, tools.workingDatabase());
    this.step = new PoolStep(pools, slots, expenses);
  }

  /** Begins to look, now and at every interval. */
  public void start() {
    thread.execute(this::goOn);
  }

  private void goOn() {
    Duration interval = pools.rhythm().interval();
    try {
      do {
        tryRound();
      } while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryRound() {
    try {
      round();
    } catch (HindcastException e) {
      LOG.warn("The pace cannot be kept for now ({}): {}", e.code(), e.getMessage());
    } catch (RuntimeException e) { // Otherwise nothing would be throttled, or let go, any more.
      LOG.error("The pace keeper met a defect and tries again", e);
    }
  }

  /** One look at everything that runs. */
  public void round() {
    List<Paced> running = store.inTransaction(this::running);
    if (!running.isEmpty()) {
      round(running);
    }
    watchdog.looked();
  }

  private void round(List<Paced> running) {
    Instant now = clock.instant();
    LoadWatch.Look look =
        watch.look(
            pools.rules(running.getFirst().pace().pool()).limits(),
            running,
            idle.latencies(running, pools, now));
    Map<UUID, Expenses.Statement> statements = statements(running);
    for (String pool : running.stream().map(each -> each.pace().pool()).distinct().toList()) {
      List<Paced> members =
          running.stream().filter(each -> each.pace().pool().equals(pool)).toList();
      PoolStep.Findings findings = new PoolStep.Findings(members, look, statements);
      conclude(store.inTransaction(tx -> step.step(tx.pace(), pool, findings, now)));
    }
  }

  private void conclude(PoolStep.Outcome outcome) {
    outcome
        .changes()
        .forEach((id, changes) ->
            changes.forEach(change ->
                LOG.info(
                    "Backfill {}: {} tasks at a time instead of {}, {}: {}",
                    id,
                    change.to(),
                    change.from(),
                    change.kind(),
                    change.reason())));
    outcome.spent().forEach(this::pause);
    outcome.raised().forEach(nudge);
  }

  private List<Paced> running(BackfillTransaction tx) {
    return tx.pace().running().stream()
        .flatMap(pace ->
            tx
                .find(pace.backfillId())
                .map(backfill -> new Paced(pace, specs.apply(backfill)))
                .stream())
        .toList();
  }

  private Map<UUID, Expenses.Statement> statements(List<Paced> running) {
    Map<UUID, Expenses.Statement> statements = new HashMap<>();
    for (Paced each : running) {
      UUID id = each.pace().backfillId();
      if (!each.pacing().budget().none()) {
        expenses.ask(each, since(id)).ifPresent(said -> statements.put(id, said));
      }
    }
    return statements;
  }

  /** From the last settled minute on, or from when it was submitted. */
  private Instant since(UUID id) {
    return store.inTransaction(tx ->
        tx.pace()
            .usage(id)
            .settledUntil()
            .or(() -> tx.find(id).map(it -> it.submittedAt().truncatedTo(ChronoUnit.MINUTES)))
            .orElse(Instant.EPOCH));
  }

  /** A budget for the whole life is spent: a person decides whether it is granted once more. */
  private void pause(UUID id) {
    store.inTransaction(tx -> {
      Optional<Backfill> locked =
          tx.lock(id)
              .filter(backfill -> !backfill.paused())
              .filter(backfill -> backfill.state() instanceof BackfillState.Running);
      Optional<Pace.Spending> spent =
          tx.pace()
              .find(id)
              .map(Pace::spending)
              .filter(spending -> spending.standing() == Budget.Standing.SPENT);
      if (locked.isPresent() && spent.isPresent()) {
        pause(tx, locked.get(), spent.get());
      }
      return true;
    });
  }

  private void pause(BackfillTransaction tx, Backfill backfill, Pace.Spending spent) {
    tx.save(backfill.pause());
    String state = backfill.state().label();
    tx.audit(
        backfill.id(),
        new AuditEntry(
            clock.instant(),
            "Paused",
            state,
            state,
            BY,
            "The budget is used up (%s); resume grants it once more".formatted(spent.text())));
  }

  @Override
  public void close() {
    stopping.countDown();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watch.close();
  }
}
