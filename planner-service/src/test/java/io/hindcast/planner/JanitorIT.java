package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.Request;
import io.hindcast.core.backfill.ResultTable.SwapLine;
import io.hindcast.core.table.TableName;
import io.hindcast.planner.janitor.JanitorReport;
import io.hindcast.planner.janitor.JanitorReport.Action;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JanitorIT {
  private static final Duration RETENTION = Duration.ofDays(1);

  /** The default of {@code planner.kept-versions}. */
  private static final int VERSIONS = 10;

  private final UUID id = UUID.randomUUID();
  private Scene scene;
  private BackfillStore store;

  @BeforeEach
  void set() throws Exception {
    scene = new Scene();
    store = new PostgresBackfillStore(scene.planner.database);
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private TableName table(String rest) {
    return new TableName("hindcast", Scene.prefix(id) + rest);
  }

  private void create(TableName... tables) {
    for (TableName table : tables) {
      scene.planner.warehouse.createLike(table, new TableName(scene.db, "daily"));
    }
  }

  private boolean exists(TableName table) {
    return scene.planner.warehouse.storageOf(table).isPresent();
  }

  private static JanitorReport.Line line(JanitorReport report, TableName table) {
    return report.tables().stream()
        .filter(line -> line.table().equals(table.toString()))
        .findFirst()
        .orElseThrow();
  }

  private static List<TableName> named(JanitorReport report) {
    return report.tables().stream()
        .map(line -> line.table().split("\\.", 2))
        .map(parts -> new TableName(parts[0], parts[1]))
        .toList();
  }

  private JanitorReport run() {
    return scene.planner.parts.janitor().run();
  }

  private void swappedWith(TableName... kept) throws Exception {
    SwapRequest swap = scene.swapping(id);
    scene.answers.swapped(swap, kept);
    scene.awaitState(id, "SWAPPED");
  }

  @Test
  void keptTablesStayUntilRetentionIsOverAndNoRollbackIsPossibleAfterwards() throws Exception {
    TableName previous = table("g0_previous");
    TableName published = table("g0_published_1234abcd");
    create(previous, published);
    swappedWith(previous, published);

    assertThat(named(run())).doesNotContain(previous, published);
    scene.planner.ahead.set(RETENTION.minusMinutes(5));
    run();
    assertThat(exists(previous)).isTrue();

    scene.planner.ahead.set(RETENTION.plusMinutes(1));
    JanitorReport dry = scene.planner.parts.janitor().dryRun();
    assertThat(line(dry, previous))
        .satisfies(line -> {
          assertThat(line.action()).isEqualTo(Action.WOULD_DROP);
          assertThat(line.backfillId()).contains(id);
          assertThat(line.reason()).contains("retention is over");
          assertThat(line.rows()).contains(0L);
        });
    assertThat(exists(previous)).isTrue();
    assertThat(store.<Boolean>inTransaction(tx -> tx.kept(id).released())).isFalse();

    assertThat(line(run(), published).action()).isEqualTo(Action.DROPPED);
    assertThat(exists(previous)).isFalse();
    assertThat(exists(published)).isFalse();
    assertThat(store.<List<TableName>>inTransaction(tx -> tx.kept(id).present())).isEmpty();
    scene.control(id, ControlAction.ROLLBACK);
    assertThat(scene.state(id)).isEqualTo("SWAPPED");
    assertThat(scene.planner.status(id).warnings().getFirst()).contains("RETENTION_OVER");
    assertThat(scene.swaps(id)).isEqualTo(1);
  }

  @Test
  void aRollbackRenewsTheRetentionAndAnOpenOneHoldsEverything() throws Exception {
    TableName previous = table("g0_previous");
    create(previous);
    swappedWith(previous);
    scene.planner.ahead.set(RETENTION.minusMinutes(5));
    scene.control(id, ControlAction.ROLLBACK);
    scene.planner.ahead.set(RETENTION.multipliedBy(3));
    run();
    assertThat(exists(previous)).isTrue();

    TableName before = table("r1_previous");
    create(before);
    scene.answers.rolledBack(scene.swap(id, 1), before);
    scene.planner.ahead.set(RETENTION.multipliedBy(4).minusMinutes(5));
    run();
    assertThat(exists(before)).isTrue();
    scene.planner.ahead.set(RETENTION.multipliedBy(4).plusMinutes(5));
    run();
    assertThat(exists(before)).isFalse();
  }

  @Test
  void afterARollbackOnlyWhatTheNextReversalNeedsIsKept() throws Exception {
    TableName previous = table("g0_previous");
    TableName published = table("g0_published");
    TableName before = table("r1_previous");
    create(previous, published, before);
    swappedWith(previous, published);
    scene.control(id, ControlAction.ROLLBACK);
    run();
    assertThat(exists(previous)).isTrue();

    scene.answers.rolledBack(scene.swap(id, 1), before);
    scene.awaitState(id, "ROLLED_BACK");

    assertThat(line(run(), previous).reason()).contains("rollback", "is done");
    assertThat(exists(previous)).isFalse();
    assertThat(exists(published)).isFalse();
    assertThat(exists(before)).isTrue();
    scene.control(id, ControlAction.APPROVE);
    assertThat(scene.state(id)).isEqualTo("SWAPPING_AGAIN");
    scene.drop(before);
  }

  @Test
  void manyLaterVersionsOfTheSamePartitionsEndWhatIsKept() throws Exception {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(VERSIONS + 1).toList();
    for (UUID each : ids) {
      stored(each, new TableName("hindcast", Scene.prefix(each) + "g0_previous"), "same");
    }
    for (UUID each : ids) {
      create(new TableName("hindcast", Scene.prefix(each) + "g0_previous"));
    }

    run();

    assertThat(ids)
        .allSatisfy(each ->
            assertThat(store.<Boolean>inTransaction(tx -> tx.kept(each).released()))
                .isEqualTo(each.equals(ids.getFirst())));
    assertThat(exists(new TableName("hindcast", Scene.prefix(ids.getFirst()) + "g0_previous")))
        .isFalse();
    scene.control(ids.getFirst(), ControlAction.ROLLBACK);
    assertThat(scene.planner.status(ids.getFirst()).warnings().getFirst())
        .contains("RETENTION_OVER", "planner.kept-versions");
    ids.forEach(each -> scene.drop(new TableName("hindcast", Scene.prefix(each) + "g0_previous")));
  }

  @Test
  void aRunThatDiedBetweenMarkAndDropIsFinishedByTheNext() throws Exception {
    TableName previous = table("g0_previous");
    TableName gone = table("g0_published_1234abcd");
    create(previous);
    swappedWith(previous, gone);
    store.inTransaction(tx -> {
      tx.kept(id).release(scene.planner.now());
      return true;
    });

    run();
    assertThat(exists(previous)).isFalse();
    assertThat(store.<List<TableName>>inTransaction(tx -> tx.kept(id).present())).isEmpty();
  }

  @Test
  void whatNobodyKnowsIsNamedAndNeverDropped() throws Exception {
    TableName strange = new TableName("hindcast", "bf_" + UUID.randomUUID());
    TableName unknown = new TableName("hindcast", Scene.prefix(UUID.randomUUID()) + "g0_shadow");
    TableName noTask = table("t99999_g0_a1_nonce");
    TableName relay = table("g0_sealed_1234abcd_e1_0");
    TableName foreign = new TableName(scene.db, "daily");
    List<TableName> all = List.of(strange, unknown, noTask, relay);
    create(all.toArray(TableName[]::new));
    SwapRequest swap = scene.swapping(id);
    assertThat(named(run())).doesNotContain(relay);
    scene.answers.swapped(swap, foreign);
    scene.awaitState(id, "SWAPPED");
    scene.planner.ahead.set(RETENTION.multipliedBy(2));

    JanitorReport report = run();
    assertThat(all)
        .allSatisfy(table -> {
          assertThat(line(report, table).action()).isEqualTo(Action.ORPHAN);
          assertThat(exists(table)).isTrue();
        });
    assertThat(line(report, relay).reason()).contains("Left by a relay", "SWAPPED");
    assertThat(exists(foreign)).isTrue();
    List.of(unknown, noTask, relay).forEach(scene::drop);
    scene.planner.sql("DROP TABLE hindcast.`%s` SYNC".formatted(strange.table()));
  }

  @Test
  void deadAttemptsOfOpenBackfillsAreDroppedAndLivingOnesAreNot() throws Exception {
    scene.submit(id, scene.yaml(1, 11, Scene.AT_ONCE));
    Task task = scene.task(id, 0);
    scene.answers.fail(task, "WAREHOUSE_TIMEOUT", true);
    Task again = scene.task(id, 1);
    TableName dead = table("%s_g0_a%d_x".formatted(task.getTaskId(), task.getAttempt()));
    TableName living = table("%s_g0_a%d_x".formatted(task.getTaskId(), again.getAttempt()));
    create(dead, living);

    JanitorReport report = run();
    assertThat(line(report, dead).reason()).contains("no longer counts");
    assertThat(exists(dead)).isFalse();
    assertThat(exists(living)).isTrue();
    assertThat(exists(table("g0_shadow"))).isTrue();
    scene.control(id, ControlAction.CANCEL);
  }

  @Test
  void aRollbackAndTheJanitorNeverBothHaveTheirWay() throws Exception {
    for (int i = 0; i < 20; i++) {
      UUID each = UUID.randomUUID();
      TableName kept = new TableName("hindcast", Scene.prefix(each) + "g0_previous");
      create(kept);
      stored(each, kept);
      scene.planner.ahead.set(RETENTION.plusMinutes(1));
      CyclicBarrier start = new CyclicBarrier(2);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<?> janitor =
            threads.submit(() -> {
              start.await();
              return run();
            });
        Future<?> rollback =
            threads.submit(() -> {
              start.await();
              scene.control(each, ControlAction.ROLLBACK);
              return true;
            });
        janitor.get(60, TimeUnit.SECONDS);
        rollback.get(60, TimeUnit.SECONDS);
      }
      boolean rollingBack = scene.state(each).equals("ROLLING_BACK");
      assertThat(exists(kept)).as("state %s", scene.state(each)).isEqualTo(rollingBack);
      assertThat(scene.swaps(each)).isEqualTo(rollingBack ? 1 : 0);
      scene.drop(kept);
    }
  }

  @Test
  void theJanitorWaitsForARollbackThatHasBegunAndLeavesItsTables() throws Exception {
    TableName kept = table("g0_previous");
    create(kept);
    stored(id, kept);
    scene.planner.ahead.set(RETENTION.plusMinutes(1));
    during(
        tx -> {
          Backfill locked = tx.lock(id).orElseThrow();
          tx.save(locked.in(new BackfillState.RollingBack(UUID.randomUUID(), locked.state())));
        },
        this::run);
    assertThat(exists(kept)).isTrue();
    assertThat(store.<Boolean>inTransaction(tx -> tx.kept(id).released())).isFalse();
    scene.drop(kept);
  }

  @Test
  void aRollbackWaitsForTheJanitorsMarkAndIsRefusedThen() throws Exception {
    TableName kept = table("g0_previous");
    create(kept);
    stored(id, kept);
    during(
        tx -> {
          tx.lock(id);
          tx.kept(id).release(scene.planner.now());
        },
        () -> {
          scene.control(id, ControlAction.ROLLBACK);
          return true;
        });
    assertThat(scene.state(id)).isEqualTo("SWAPPED");
    assertThat(scene.planner.status(id).warnings().getFirst()).contains("RETENTION_OVER");
    run();
    assertThat(exists(kept)).isFalse();
  }

  /** Begins the second in the midst of the first one's transaction, which it has to wait for. */
  private void during(Consumer<BackfillTransaction> first, Callable<?> second) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> one =
          threads.submit(() ->
              store.inTransaction(tx -> {
                first.accept(tx);
                begun.countDown();
                await(goOn);
                return true;
              }));
      await(begun);
      Future<?> other = threads.submit(second);
      Awaitility.await().until(this::somebodyWaitsForALock);
      goOn.countDown();
      one.get(60, TimeUnit.SECONDS);
      other.get(60, TimeUnit.SECONDS);
    }
  }

  private boolean somebodyWaitsForALock() {
    return scene
        .planner
        .database
        .readOnly(tx ->
            tx.first(
                "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                    + " AND query LIKE '%FOR UPDATE%'",
                row -> row.number("n") > 0))
        .orElse(false);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A backfill that was swapped just now, without having been run. */
  private void stored(UUID each, TableName kept) {
    stored(each, kept, "race-" + each);
  }

  private void stored(UUID each, TableName kept, String partition) {
    Request request =
        new Request(
            scene.yaml(1, 11, Scene.AT_ONCE),
            "stored",
            "tests",
            scene.db + ".daily",
            new TreeMap<>(),
            "tester",
            "TOPIC",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    UUID swap = UUID.randomUUID();
    scene.planner.ahead.set(Duration.ZERO);
    store.inTransaction(tx -> {
      tx.insert(
          new Backfill(each, request, new BackfillState.Swapped(), false, scene.planner.now()));
      tx.results(each)
          .saveSwap(
              new SwapLine(
                  swap, 0, "COMPLETED", scene.planner.now(), "", 0, 0, 0, 0, 0, 0, "", ""));
      tx.kept(each).keep(swap, List.of(kept), scene.planner.now());
      tx.claims(request.target()).claim(each, List.of(partition));
      return true;
    });
    scene.planner.database.inTransaction(
        tx -> tx.update("UPDATE backfill SET started_at = submitted_at WHERE id = ?", each));
  }
}
