package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.calibration.Measured;
import io.hindcast.core.calibration.Outlook;
import io.hindcast.core.calibration.Prices;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.status.BackfillQueries.Filter;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.status.BackfillSummary;
import io.hindcast.core.status.TaskView;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskResult;
import io.hindcast.core.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresBackfillQueriesIT {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();
  private static final PostgresBackfillQueries QUERIES =
      new PostgresBackfillQueries(BACKFILLS.database(), () -> Instant.now().plusSeconds(100));
  private static final TaskResult RESULT =
      new TaskResult("worker-1", 10, 20, 30, 40, Duration.ofMillis(50), 60, List.of(7.0, 8.5));

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }

  @Test
  void showsHowFarABackfillIs() {
    UUID id = BACKFILLS.planned("status");
    BACKFILLS.run(tx -> {
      Task task = tx.tasks(id).find("t00001").orElseThrow();
      tx.tasks(id).save(List.of(in(task, new TaskState.Promoted())));
      tx.tasks(id).accepted("t00001", RESULT, new SourceFence(List.of()));
      Task next = tx.tasks(id).find("t00002").orElseThrow();
      tx.tasks(id).save(List.of(in(next, new TaskState.Dispatched(TestBackfills.NOW))));
    });

    BackfillStatus status = QUERIES.status(id).orElseThrow();

    assertThat(status.name()).isEqualTo("status");
    assertThat(status.labels()).isEqualTo(TestBackfills.backfill("x", state()).request().labels());
    assertThat(status.state()).isEqualTo("RUNNING");
    assertThat(status.reason()).isEmpty();
    assertThat(status.transformVersion()).isEqualTo("2.0.0");
    assertThat(status.warnings()).containsExactly("values are converted");
    assertThat(status.range())
        .contains(
            new BackfillStatus.Range(
                TestBackfills.days(0, 4).from(), TestBackfills.days(0, 4).to()));
    BackfillStatus.Progress progress = status.progress();
    assertThat(progress.tasksTotal()).isEqualTo(3);
    assertThat(progress.tasksDone()).isEqualTo(1);
    assertThat(progress.tasksRunning()).isEqualTo(1);
    assertThat(progress.partitionsTotal()).isEqualTo(4);
    assertThat(progress.partitionsDone()).isEqualTo(2);
    assertThat(progress.rowsRead()).isEqualTo(10);
    assertThat(progress.rowsWritten()).isEqualTo(20);
    assertThat(progress.percent()).isEqualTo(20.0);
    assertThat(progress.elapsedSeconds()).isBetween(99.0, 200.0);
    assertThat(progress.etaSeconds()).contains(0.2);
    assertThat(status.outlook())
        .contains(new Outlook(Outlook.Basis.MEASURED, 400, 0.2, 0, 150, 0.25));
    assertThat(status.priced(new Prices(3600, 0, "EUR")).cost())
        .contains(new Prices.Cost(0.25, "EUR"));
    Measured earlier =
        BACKFILLS.database().readOnly(tx -> PostgresCalibrationTable.earlier(tx, status.target()));
    assertThat(earlier).isEqualTo(new Measured(1, 20, 10, 0, 20, 30, Duration.ofMillis(50)));
    assertThat(status.waves())
        .containsExactly(
            new BackfillStatus.Wave(0, 75.0, 3, 2, 1, "RUNNING"),
            new BackfillStatus.Wave(1, 100.0, 1, 1, 0, "WAITING"));
  }

  @Test
  void showsTheReasonOfAnEnd() {
    UUID id = BACKFILLS.planned("ended");
    BACKFILLS.run(tx ->
        tx.save(
            tx.lock(id)
                .orElseThrow()
                .in(new BackfillState.Failed(ErrorCode.STRAY_ROWS, "20010105"))));

    BackfillStatus status = QUERIES.status(id).orElseThrow();
    Instant finished = status.finishedAt().orElseThrow();

    assertThat(status.reason()).contains(new BackfillStatus.Reason("STRAY_ROWS", "20010105"));
    assertThat(status.waves())
        .extracting(BackfillStatus.Wave::state)
        .containsExactly("FAILED", "WAITING");
    BACKFILLS.run(tx -> tx.save(tx.lock(id).orElseThrow()));
    assertThat(QUERIES.status(id).orElseThrow().finishedAt()).contains(finished);
    assertThat(QUERIES.status(UUID.randomUUID())).isEmpty();
  }

  @Test
  void showsChecksAndSwapsOfThePasses() {
    UUID id = BACKFILLS.planned("results");
    ResultTable.CheckLine first = check("rowCount", "FAILED");
    ResultTable.CheckLine second = check("unique(day)", "PASSED");
    ResultTable.SwapLine swap = swap(UUID.randomUUID(), 0);
    BACKFILLS.run(tx -> {
      ResultTable results = tx.results(id);
      results.saveChecks(1, List.of(first));
      results.saveChecks(0, List.of(first));
      results.saveChecks(0, List.of(second, first));
      results.saveSwap(swap);
      results.saveSwap(swap);
    });

    BackfillStatus status = QUERIES.status(id).orElseThrow();

    assertThat(status.checks())
        .extracting(check -> check.wave() + " " + check.name() + " " + check.outcome())
        .containsExactly("0 unique(day) PASSED", "0 rowCount FAILED", "1 rowCount FAILED");
    assertThat(status.checks().getFirst().partitions()).containsExactly("20010101", "a'b");
    assertThat(status.swaps()).containsExactly(swap);
  }

  @Test
  void listsNewestFirstPageByPage() {
    List<UUID> ids = IntStream.range(0, 5).mapToObj(i -> BACKFILLS.planned("page")).toList();

    List<UUID> first = list("page", null, null, 2);
    List<UUID> second = list("page", null, first.getLast(), 2);
    List<UUID> third = list("page", null, second.getLast(), 2);

    assertThat(first).containsExactly(ids.get(4), ids.get(3));
    assertThat(second).containsExactly(ids.get(2), ids.get(1));
    assertThat(third).containsExactly(ids.get(0));
  }

  @Test
  void listsByState() {
    UUID running = BACKFILLS.planned("mixed");
    Backfill cancelled =
        BACKFILLS.inserted("mixed", new BackfillState.Cancelled("Cancelled by ada"));

    assertThat(list("mixed", "RUNNING", null, 10)).containsExactly(running);
    assertThat(list("mixed", "CANCELLED", null, 10)).containsExactly(cancelled.id());
    assertThat(list("nobody", null, null, 10)).isEmpty();
    BackfillSummary summary = QUERIES.list(new Filter("CANCELLED", "mixed", null, 1)).getFirst();
    assertThat(summary.reason())
        .contains(new BackfillStatus.Reason("CANCELLED", "Cancelled by ada"));
    assertThat(summary.finishedAt()).contains(TestBackfills.NOW);
  }

  @Test
  void listsTasksPageByPage() {
    UUID id = BACKFILLS.planned("views");
    BACKFILLS.run(tx -> {
      tx.tasks(id).started("t00002", "worker-9");
      Task task = tx.tasks(id).find("t00003").orElseThrow();
      TaskState gaveUp = new TaskState.GaveUp(ErrorCode.TRANSFORM_FAILED, "no column");
      tx.tasks(id).save(List.of(in(task, gaveUp)));
    });

    assertThat(QUERIES.tasks(id, null, null, 2))
        .extracting(TaskView::taskId)
        .containsExactly("t00001", "t00002");
    assertThat(QUERIES.tasks(id, null, "t00001", 1).getFirst().workerId()).contains("worker-9");
    TaskView last = QUERIES.tasks(id, "GAVE_UP", null, 10).getFirst();
    assertThat(last.error()).contains(new BackfillStatus.Reason("TRANSFORM_FAILED", "no column"));
    assertThat(last.partitions()).containsExactly("20010104");
  }

  @Test
  void countsRoundsOfRecomputation() {
    Backfill planning = BACKFILLS.inserted("rounds", state());
    Course course = new Course(1, 4, 2, new Course.Recomputed(0, 2, 1, 0, 3), true);
    BACKFILLS.run(tx -> tx.save(planning.in(new BackfillState.FollowingUp(course))));

    BackfillStatus status = QUERIES.status(planning.id()).orElseThrow();

    assertThat(status.catchUpRounds()).isEqualTo(2);
    assertThat(status.followUpRounds()).isEqualTo(1);
    assertThat(status.progress().percent()).isZero();
  }

  private static List<UUID> list(
      String name, @Nullable String state, @Nullable UUID before, int limit) {
    return QUERIES.list(new Filter(state, name, before, limit)).stream()
        .map(BackfillSummary::backfillId)
        .toList();
  }

  private static Task in(Task task, TaskState state) {
    return new Task(
        task.taskId(),
        task.wave(),
        task.pass(),
        task.round(),
        task.range(),
        task.partitionIds(),
        task.rowsToRead(),
        task.generation(),
        1,
        state);
  }

  private static BackfillState state() {
    return new BackfillState.Planning();
  }

  private static ResultTable.CheckLine check(String name, String outcome) {
    return new ResultTable.CheckLine(
        name, outcome, "2", "1", "Expected 2, found 1", List.of("20010101", "a'b"));
  }

  private static ResultTable.SwapLine swap(UUID id, int round) {
    return new ResultTable.SwapLine(
        id,
        round,
        "COMPLETED",
        TestBackfills.NOW,
        "hindcast.bf_x_previous",
        4,
        10,
        20,
        3,
        40,
        500,
        "",
        "");
  }
}
