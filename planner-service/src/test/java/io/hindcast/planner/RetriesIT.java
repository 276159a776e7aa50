package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.status.TaskView;
import io.hindcast.core.task.FailedAttempt;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.DeliveryFailure;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.codec.MessageCodec;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RetriesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String IN_PIECES =
      "execution: {parallelism: 8, rowsPerTask: 300, attemptsMax: 3}\n"
          + "  waves: [100%]\n  swap: {approval: auto}";
  private static final String AT_ONCE =
      "execution: {attemptsMax: 3}\n  waves: [100%]\n  swap: {approval: auto}";

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

  /** The next order of a task after one of its attempts. */
  private Task attempt(String taskId, int attempt) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                scene.planner.sent(Task.class, id).stream()
                    .filter(it -> it.getTaskId().equals(taskId) && it.getAttempt() == attempt)
                    .toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  private TaskView view(String taskId) {
    return scene.planner.queries().tasks(id, null, null, 100).stream()
        .filter(task -> task.taskId().equals(taskId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTaskThatKillsItsWorkersIsPutAsideWithItsHistoryAndItsFirstCause() throws Exception {
    scene.submit(id, scene.yaml(1, 11, AT_ONCE));
    Task first = scene.task(id, 0);
    scene.answers.fail(first, "INTERNAL", true);
    for (int i = 2; i <= 3; i++) {
      scene.answers.fail(attempt(first.getTaskId(), i), "WORKER_LOST", true);
    }
    scene.awaitState(id, "FAILED");

    BackfillStatus.Reason reason = scene.planner.status(id).reason().orElseThrow();
    assertThat(reason.code()).isEqualTo("INTERNAL");
    assertThat(reason.message()).contains(first.getTaskId(), "It broke");
    assertThat(view(first.getTaskId()).failures())
        .extracting(FailedAttempt::attempt)
        .containsExactly(1, 2, 3);
    DeadLetter letter = scene.planner.sent(DeadLetter.class, id).getFirst();
    assertThat(letter.getCode()).isEqualTo("INTERNAL");
    assertThat(letter.getTopic()).isEqualTo(Topics.TASKS.name());
    assertThat(letter.getHistory())
        .extracting(DeliveryFailure::getCode)
        .containsExactly("INTERNAL", "WORKER_LOST", "WORKER_LOST");
    assertThat(letter.getHistory().getFirst().getMessage()).contains("worker-1", "It broke");
    Task order = MessageCodec.standard().decode(Task.class, letter.getPayload());
    assertThat(order.getTaskId()).isEqualTo(first.getTaskId());
    scene.planner.deliver(Topics.DEAD_LETTERS, letter);
    assertThat(view(first.getTaskId()).failures()).hasSize(3);
  }

  @Test
  void anOutageIsTriedForLongerThanATask() throws Exception {
    scene.submit(id, scene.yaml(1, 11, AT_ONCE));
    String taskId = scene.task(id, 0).getTaskId();
    for (int i = 1; i <= 8; i++) {
      scene.answers.fail(attempt(taskId, i), "WAREHOUSE_UNAVAILABLE", true);
    }
    scene.answers.work(attempt(taskId, 9));
    scene.answers.judge(scene.validation(id, 0), VerdictOutcome.PASSED, List.of());
    assertThat(scene.swap(id, 0).getPins()).hasSize(10);
  }

  @Test
  void whoRunsOutOfMemoryIsToldToSpillAndThenSplit() throws Exception {
    scene.submit(id, scene.yaml(1, 11, AT_ONCE));
    Task first = scene.task(id, 0);
    assertThat(first.getSettings()).isEmpty();
    scene.answers.fail(first, "WAREHOUSE_OUT_OF_MEMORY", true);
    Task second = attempt(first.getTaskId(), 2);
    assertThat(second.getSettings())
        .containsEntry("max_threads", "2")
        .containsKey("max_bytes_ratio_before_external_group_by");
    scene.answers.fail(second, "WAREHOUSE_OUT_OF_MEMORY", true);

    for (int i = 1; i <= 4; i++) {
      Task part = attempt("%s.%d".formatted(first.getTaskId(), i), 1);
      assertThat(part.getSettings()).containsEntry("max_threads", "2");
      scene.answers.work(part);
    }
    scene.answers.judge(scene.validation(id, 0), VerdictOutcome.PASSED, List.of());
    assertThat(scene.swap(id, 0).getPins()).hasSize(10);
    assertThat(scene.planner.queries().history(id, 100))
        .anySatisfy(line -> assertThat(line.reason()).contains("is split into 4"));
  }

  @Test
  void aRetryRunsOnlyWhatFailedAndSwapsItAll() throws Exception {
    scene.submit(id, scene.yaml(1, 11, IN_PIECES));
    for (int i = 0; i < 5; i++) {
      if (i != 2) {
        scene.answers.work(scene.task(id, i));
      }
    }
    await().atMost(PATIENCE).until(() -> scene.planner.status(id).progress().tasksDone() == 4);
    Task broken = scene.task(id, 2);
    scene.answers.fail(broken, "TRANSFORM_FAILED", false);
    scene.awaitState(id, "FAILED");
    await()
        .atMost(PATIENCE)
        .until(() -> scene.tables(id).stream().noneMatch(name -> name.endsWith("_guard")));
    assertThat(scene.tables(id)).contains("g0_shadow");
    assertThat(scene.planner.status(id).warnings().getLast()).contains("hindcast retry " + id);
    scene.planner.parts.janitor().run();
    assertThat(scene.tables(id)).contains("g0_shadow");

    scene.control(id, ControlAction.RETRY);
    Task again = attempt(broken.getTaskId(), 2);
    assertThat(scene.planner.sent(Task.class, id)).hasSize(6);
    scene.answers.work(again);
    scene.answers.judge(scene.validation(id, 0), VerdictOutcome.PASSED, List.of());
    scene.answers.swapped(scene.swap(id, 0));
    scene.awaitState(id, "SWAPPED");
    assertThat(scene.planner.sent(Task.class, id)).hasSize(6);
    assertThat(scene.planner.status(id).reason()).isEmpty();
  }

  @Test
  void aFailedCheckIsJudgedAgainWithoutComputingAnything() throws Exception {
    scene.submit(id, scene.yaml(1, 11, AT_ONCE));
    scene.answers.work(scene.task(id, 0));
    scene.answers.judge(scene.validation(id, 0), VerdictOutcome.FAILED, List.of());
    scene.awaitState(id, "FAILED");
    scene.control(id, ControlAction.RETRY);
    assertThat(scene.validation(id, 1).getTasks()).hasSize(1);
    scene.answers.judge(scene.validation(id, 1), VerdictOutcome.PASSED, List.of());
    assertThat(scene.swap(id, 0).getPins()).hasSize(10);
    assertThat(scene.planner.sent(Task.class, id)).hasSize(1);
  }

  @Test
  void aRetryIsRefusedOnceWhatWasComputedIsGone() throws Exception {
    scene.submit(id, scene.yaml(1, 11, AT_ONCE));
    scene.answers.fail(scene.task(id, 0), "TRANSFORM_FAILED", false);
    scene.awaitState(id, "FAILED");
    await().atMost(PATIENCE).until(() -> scene.planner.parts.drivers().problem(id).isEmpty());
    scene.planner.ahead.set(Duration.ofDays(1).plusMinutes(1));
    await().atMost(PATIENCE).until(() -> scene.tables(id).isEmpty());

    scene.control(id, ControlAction.RETRY);
    assertThat(scene.state(id)).isEqualTo("FAILED");
    assertThat(scene.planner.queries().history(id, 100).getLast())
        .satisfies(line -> {
          assertThat(line.event()).isEqualTo("RetryRefused");
          assertThat(line.reason()).contains("RETENTION_OVER", "planner.failed-keep");
        });
  }

  @Test
  void cancellingWhatHasFailedGivesUpWhatItKeeps() throws Exception {
    scene.submit(id, scene.yaml(1, 11, AT_ONCE));
    scene.answers.fail(scene.task(id, 0), "TRANSFORM_FAILED", false);
    scene.awaitState(id, "FAILED");
    await().atMost(PATIENCE).until(() -> scene.planner.parts.drivers().problem(id).isEmpty());
    assertThat(scene.tables(id)).isNotEmpty();

    scene.control(id, ControlAction.CANCEL);
    scene.control(id, ControlAction.CANCEL);
    await().atMost(PATIENCE).until(() -> scene.tables(id).isEmpty());
    assertThat(scene.state(id)).isEqualTo("FAILED");
    assertThat(scene.planner.queries().history(id, 100))
        .filteredOn(line -> line.event().equals("GivenUp"))
        .hasSize(1);
    scene.control(id, ControlAction.RETRY);
    assertThat(scene.planner.queries().history(id, 100).getLast().reason())
        .contains("RETENTION_OVER");
  }

  @Test
  void aRetryIsRefusedWhileAnotherWorksOnThePartitionsAndAfterItHasSwapped() throws Exception {
    UUID other = UUID.randomUUID();
    scene.submit(id, scene.yaml(1, 11, AT_ONCE));
    scene.answers.fail(scene.task(id, 0), "TRANSFORM_FAILED", false);
    scene.awaitState(id, "FAILED");
    scene.submit(other, scene.yaml(5, 15, Scene.AT_ONCE));
    scene.answers.work(scene.task(other, 0));
    scene.control(id, ControlAction.RETRY);
    assertThat(scene.planner.queries().history(id, 100).getLast().reason())
        .contains("BACKFILL_OVERLAP", other.toString());

    scene.answers.judge(scene.validation(other, 0), VerdictOutcome.PASSED, List.of());
    scene.answers.swapped(scene.swap(other, 0));
    scene.awaitState(other, "SWAPPED");
    scene.control(id, ControlAction.RETRY);
    assertThat(scene.planner.queries().history(id, 100).getLast().reason())
        .contains("SWAP_CONFLICT", other.toString());
    assertThat(scene.state(id)).isEqualTo("FAILED");
  }
}
