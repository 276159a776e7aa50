package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CancelIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SLOWLY =
      "execution: {parallelism: 2, rowsPerTask: 300, settings: {max_block_size: '10'}}\n"
          + "  waves: [100%]";

  private final UUID id = UUID.randomUUID();
  private Scene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new Scene();
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  /** Each task takes minutes. */
  private String slow() {
    return scene
        .yaml(1, 11, SLOWLY)
        .replace("count() AS n", "sum(s) AS n")
        .replace(
            "raw\n      WHERE",
            "raw CROSS JOIN (SELECT sleepEachRow(0.01) AS s FROM numbers(1000000)) AS slow\n"
                + "      WHERE");
  }

  private CompletableFuture<TaskEvent> start(Task task) {
    return CompletableFuture.supplyAsync(
        () -> scene.answers.attempt(task), command -> Thread.ofVirtual().start(command));
  }

  private int alive() {
    return scene.planner.warehouse.runningQueries(
        new BackfillNames(id, "hindcast").queryIdPrefix());
  }

  private void awaitAlive(int queries) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(this::alive, alive -> alive == queries);
  }

  private static ErrorCode codeOf(CompletableFuture<TaskEvent> attempt) {
    try {
      attempt.join();
      throw new AssertionError("The attempt came to an end");
    } catch (CompletionException e) {
      return ((HindcastException) Objects.requireNonNull(e.getCause())).code();
    }
  }

  @Test
  void isAcknowledgedWhenNothingRunsAndNothingCanStart() throws Exception {
    scene.submit(id, slow());
    CompletableFuture<TaskEvent> running = start(scene.task(id, 0));
    Task queued = scene.task(id, 1);
    awaitAlive(1);
    scene.control(id, ControlAction.CANCEL);

    scene.awaitState(id, "CANCELLED");

    assertThat(alive()).isZero();
    assertThat(scene.tables(id)).isEmpty();
    assertThat(codeOf(running)).isEqualTo(ErrorCode.QUERY_KILLED);
    assertThat(codeOf(start(queued))).isEqualTo(ErrorCode.ATTEMPT_REVOKED);
    assertThat(scene.tables(id)).isEmpty();
    assertThat(scene.planner.sent(Task.class, id)).hasSize(2);
    assertThat(scene.planner.queries().history(id, 100))
        .extracting(BackfillStatus.HistoryEntry::to)
        .endsWith("CANCELLING", "CANCELLED");
    assertThat(scene.planner.queries().history(id, 100).getLast().reason())
        .contains("nothing runs and nothing can start", "1 queries killed");
  }

  @Test
  void anAttemptThatHadSeenItsGuardFindsNoTableToWriteTo() throws Exception {
    scene.submit(id, scene.yaml(1, 11, SLOWLY));
    Task task = scene.task(id, 0);
    String staging =
        task.getStagingPrefix().getDatabase() + "." + task.getStagingPrefix().getTable() + "_late";
    // As a worker does that is suspended between looking for its guard and inserting.
    scene.planner.sql("CREATE TABLE %s AS %s.daily".formatted(staging, scene.db));
    assertThat(scene.tables(id)).anyMatch(name -> name.endsWith("_guard"));
    scene.control(id, ControlAction.CANCEL);
    scene.awaitState(id, "CANCELLED");

    assertThatThrownBy(
            () -> scene.planner.sql("INSERT INTO %s VALUES ('2020-01-01', 1)".formatted(staging)))
        .hasMessageContaining("UNKNOWN_TABLE");
    assertThat(scene.tables(id)).isEmpty();
  }

  @Test
  void aSecondCancelChangesNothing() throws Exception {
    scene.submit(id, scene.yaml(1, 11, SLOWLY));
    scene.task(id, 1);
    scene.planner.parts.drivers().close();
    scene.control(id, ControlAction.CANCEL);
    assertThat(scene.state(id)).isEqualTo("CANCELLING");
    scene.control(id, ControlAction.CANCEL);
    assertThat(scene.state(id)).isEqualTo("CANCELLING");
    assertThat(scene.planner.status(id).finishedAt()).isEmpty();
  }

  @Test
  void goesOnAfterThePlannerWasStoppedInTheMiddle() throws Exception {
    scene.submit(id, slow());
    CompletableFuture<TaskEvent> running = start(scene.task(id, 0));
    awaitAlive(1);
    scene.planner.parts.drivers().close();
    scene.control(id, ControlAction.CANCEL);
    assertThat(alive()).isEqualTo(1);

    try (PlannerUnderTest restarted = new PlannerUnderTest()) {
      restarted.parts.drivers().start(Duration.ofMillis(200));
      scene.awaitState(id, "CANCELLED");
    }

    assertThat(alive()).isZero();
    assertThat(codeOf(running)).isEqualTo(ErrorCode.QUERY_KILLED);
    assertThat(scene.tables(id)).isEmpty();
  }

  @Test
  void ofAPausedBackfillWorksToo() throws Exception {
    scene.submit(id, scene.yaml(1, 11, SLOWLY));
    scene.task(id, 1);
    scene.control(id, ControlAction.PAUSE);
    scene.control(id, ControlAction.CANCEL);
    scene.awaitState(id, "CANCELLED");
    assertThat(scene.tables(id)).isEmpty();
  }

  @Test
  void aPauseCallsBackWhatHasNotBegunAndLetsTheRestEnd() throws Exception {
    scene.submit(id, scene.yaml(1, 11, SLOWLY));
    Task begun = scene.task(id, 0);
    Task queued = scene.task(id, 1);
    TaskEvent ended = scene.answers.attempt(begun);
    scene.control(id, ControlAction.PAUSE);
    await().atMost(PATIENCE).until(() -> scene.tables(id).stream().noneMatch(CancelIT::guard));
    assertThat(codeOf(start(queued))).isEqualTo(ErrorCode.ATTEMPT_REVOKED);
    await().atMost(PATIENCE).until(() -> scene.planner.status(id).progress().tasksRunning() == 1);
    scene.answers.fail(queued, "ATTEMPT_REVOKED", true);
    scene.planner.deliver(Topics.TASK_EVENTS, ended);
    await().atMost(PATIENCE).until(() -> scene.planner.status(id).progress().tasksDone() == 1);
    assertThat(scene.planner.status(id).progress().tasksRunning()).isZero();
    assertThat(scene.planner.sent(Task.class, id)).hasSize(2);

    try (PlannerUnderTest restarted = new PlannerUnderTest()) {
      restarted.parts.drivers().start(Duration.ofMillis(100));
      scene.planner.parts.drivers().close();
      assertThat(restarted.status(id).paused()).isTrue();
      assertThat(scene.planner.sent(Task.class, id)).hasSize(2);
      restarted.deliver(Topics.CONTROLS, Scene.controlOf(id, ControlAction.RESUME));
      Task again =
          Stream.of(scene.task(id, 2), scene.task(id, 3))
              .filter(task -> task.getTaskId().equals(queued.getTaskId()))
              .findFirst()
              .orElseThrow();
      assertThat(again.getAttempt()).isEqualTo(2);
      assertThat(again.getGuard()).isNotEqualTo(queued.getGuard());
      scene.answers.work(again);
    }
    assertThat(scene.state(id)).isEqualTo("RUNNING");
  }

  private static boolean guard(String table) {
    return table.endsWith("_guard");
  }
}
