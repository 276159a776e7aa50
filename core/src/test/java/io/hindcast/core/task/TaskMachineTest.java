package io.hindcast.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.diagram.Diagram;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.TaskMachine.Failure;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TaskMachineTest {
  private static final Instant NOW = Instant.parse("2001-01-01T00:00:00Z");
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final RetryPolicy POLICY = new RetryPolicy(3, Duration.ofSeconds(2));
  private static final TableName STAGING = new TableName("hindcast", "bf_1_t00001_g0_a1_x");
  private static final Failure KILLED = new Failure(ErrorCode.QUERY_KILLED, "killed", true);
  private static final Failure MEMORY =
      new Failure(ErrorCode.WAREHOUSE_OUT_OF_MEMORY, "too much", true);
  private static final Failure WRONG = new Failure(ErrorCode.TRANSFORM_FAILED, "no column", false);

  /** One task in every state, each in generation 1, attempt 2. */
  private static final List<Task> TASKS =
      List.of(
          in(new TaskState.Pending(NOW)),
          in(new TaskState.Dispatched(NOW)),
          in(new TaskState.Staged(STAGING)),
          in(new TaskState.Promoted(STAGING)),
          in(new TaskState.GaveUp(ErrorCode.STRAY_ROWS, "stray")));

  /** What can happen, on time and about the attempt that counts. */
  private static final Map<String, UnaryOperator<Task>> EVENTS =
      Map.of(
          "dispatch",
          task -> orSame(task, TaskMachine.dispatch(task, NOW)),
          "staged",
          task -> orSame(task, TaskMachine.staged(task, 1, 2, STAGING)),
          "promoted",
          task -> orSame(task, TaskMachine.promoted(task, STAGING)),
          "failed",
          task -> orSame(task, TaskMachine.failed(task, 1, 2, KILLED, POLICY, NOW)),
          "revoked",
          task -> orSame(task, TaskMachine.revoked(task, 1, 2, NOW)),
          "retried",
          task -> TaskMachine.retry(task, NOW),
          "failed for good",
          task -> orSame(task, TaskMachine.failed(task, 1, 2, WRONG, POLICY, NOW)),
          "expired",
          task -> orSame(task, TaskMachine.expired(task, TIMEOUT, POLICY, NOW.plus(TIMEOUT))),
          "rerun",
          task -> TaskMachine.rerun(task, 7, 1, NOW),
          "restage",
          task -> TaskMachine.restage(task, task.pass(), task.round(), NOW));

  private static final Map<String, Set<String>> TAKEN =
      Map.of(
          "PENDING", Set.of("dispatch"),
          "DISPATCHED",
              Set.of("staged", "failed", "failed for good", "expired", "revoked", "retried"),
          "STAGED", Set.of("promoted"),
          "PROMOTED", Set.of("restage"),
          "GAVE_UP", Set.of("restage", "retried"));

  @Test
  void everyStateTakesOrIgnoresEachEventAsListed() {
    for (Task task : TASKS) {
      EVENTS.forEach((name, event) -> {
        boolean taken = !event.apply(task).state().equals(task.state());
        boolean rerun = name.equals("rerun");
        boolean expected =
            rerun || TAKEN.getOrDefault(task.state().label(), Set.of()).contains(name);
        assertThat(taken || rerun).as("%s in %s", name, task.state().label()).isEqualTo(expected);
      });
    }
  }

  @Test
  void theSamplesCoverEveryState() {
    assertThat(TASKS.stream().<Class<?>>map(task -> task.state().getClass()).toList())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(TaskState.class.getPermittedSubclasses()));
    assertThat(TASKS.stream().map(task -> task.state().label()).collect(Collectors.toSet()))
        .isEqualTo(TAKEN.keySet());
  }

  @Test
  void theDiagramInTheDocsIsCurrent() {
    Set<Diagram.Edge> edges = new TreeSet<>();
    for (Task task : TASKS) {
      EVENTS.forEach((name, event) -> {
        Task next = event.apply(task);
        if (!next.equals(task)) {
          edges.add(new Diagram.Edge(task.state().label(), next.state().label(), name));
        }
      });
    }
    Diagram.assertCurrent("task.mmd", edges);
  }

  @Test
  void aPendingTaskIsDispatchedAsTheNextAttemptOnceItsTimeHasCome() {
    Task pending = in(new TaskState.Pending(NOW));

    assertThat(TaskMachine.dispatch(pending, NOW.minusMillis(1))).isEmpty();
    Task sent = TaskMachine.dispatch(pending, NOW.plusMillis(1)).orElseThrow();
    assertThat(sent.attempt()).isEqualTo(3);
    assertThat(sent.generation()).isEqualTo(1);
    assertThat(sent.state()).isEqualTo(new TaskState.Dispatched(NOW.plusMillis(1)));
  }

  @Test
  void eventsOfOtherAttemptsAndGenerationsAreIgnored() {
    Task awaited = in(new TaskState.Dispatched(NOW));

    assertThat(TaskMachine.staged(awaited, 1, 1, STAGING)).isEmpty();
    assertThat(TaskMachine.staged(awaited, 1, 3, STAGING)).isEmpty();
    assertThat(TaskMachine.staged(awaited, 0, 2, STAGING)).isEmpty();
    assertThat(TaskMachine.staged(awaited, 2, 2, STAGING)).isEmpty();
    assertThat(TaskMachine.failed(awaited, 1, 1, WRONG, POLICY, NOW)).isEmpty();
    assertThat(TaskMachine.failed(awaited, 0, 2, WRONG, POLICY, NOW)).isEmpty();
  }

  @Test
  void onlyTheAcceptedStagingTableIsPromoted() {
    Task staged = in(new TaskState.Staged(STAGING));

    assertThat(TaskMachine.promoted(staged, new TableName("hindcast", "other"))).isEmpty();
    assertThat(TaskMachine.promoted(staged, STAGING)).isPresent();
  }

  @Test
  void failuresOfOneKindDoNotUseUpTheAttemptsOfAnother() {
    Task task = in(new TaskState.Dispatched(NOW));
    for (int i = 1; i < POLICY.triesMax(ErrorCode.QUERY_KILLED); i++) {
      task = failed(task, KILLED);
      assertThat(task.state()).as("failure %d", i).isInstanceOf(TaskState.Pending.class);
    }
    task = failed(failed(task, MEMORY), MEMORY);
    assertThat(task.state()).isInstanceOf(TaskState.Pending.class);
    assertThat(task.tries()).isEqualTo(new Tries(29, 2, 2));
    assertThat(failed(task, MEMORY).state()).isInstanceOf(TaskState.GaveUp.class);
    assertThat(failed(task, KILLED).state()).isInstanceOf(TaskState.GaveUp.class);
  }

  @Test
  void anAttemptThatWasCalledBackIsNoFailure() {
    Task task = in(new TaskState.Dispatched(NOW));
    Task back = TaskMachine.revoked(task, 1, 2, NOW).orElseThrow();
    assertThat(back.tries()).isEqualTo(Tries.NONE);
    assertThat(TaskMachine.dispatch(back, NOW).orElseThrow().attempt()).isEqualTo(3);
    assertThat(TaskMachine.revoked(task, 1, 1, NOW)).isEmpty();
  }

  @Test
  void aRetryBeginsToCountAnewAndAnOldResultDoesNotCount() {
    Task gaveUp = failed(in(new TaskState.Dispatched(NOW)), WRONG);
    Task again = TaskMachine.dispatch(TaskMachine.retry(gaveUp, NOW), NOW).orElseThrow();
    assertThat(again.attempt()).isEqualTo(3);
    assertThat(again.generation()).isEqualTo(1);
    assertThat(again.tries()).isEqualTo(Tries.NONE);
    assertThat(TaskMachine.staged(again, 1, 2, STAGING)).isEmpty();
  }

  /** After the awaited attempt failed; sent out anew if it is tried again. */
  private static Task failed(Task task, Failure failure) {
    Task sent = TaskMachine.dispatch(task, NOW.plus(Duration.ofDays(1))).orElse(task);
    return TaskMachine.failed(sent, 1, sent.attempt(), failure, POLICY, NOW).orElseThrow();
  }

  @Test
  void theLastAttemptAndWhatCannotBeRetriedGiveUpWithTheirReason() {
    Task last = in(new TaskState.Dispatched(NOW)).tried(new Tries(5, 2, 0));

    assertThat(TaskMachine.failed(last, 1, 2, MEMORY, POLICY, NOW).orElseThrow().state())
        .isEqualTo(new TaskState.GaveUp(ErrorCode.WAREHOUSE_OUT_OF_MEMORY, "too much"));
    assertThat(
            TaskMachine.failed(in(new TaskState.Dispatched(NOW)), 1, 2, WRONG, POLICY, NOW)
                .orElseThrow()
                .state())
        .isEqualTo(new TaskState.GaveUp(ErrorCode.TRANSFORM_FAILED, "no column"));
  }

  @Test
  void anAttemptThatIsNotHeardOfExpiresAndItsLateResultIsIgnored() {
    Task awaited = in(new TaskState.Dispatched(NOW));

    assertThat(TaskMachine.expired(awaited, TIMEOUT, POLICY, NOW.plus(TIMEOUT).minusMillis(1)))
        .isEmpty();
    Task again = TaskMachine.expired(awaited, TIMEOUT, POLICY, NOW.plus(TIMEOUT)).orElseThrow();
    assertThat(again.state()).isInstanceOf(TaskState.Pending.class);
    assertThat(TaskMachine.staged(again, 1, 2, STAGING)).isEmpty();
    Task last = awaited.tried(new Tries(0, 2, 0));
    assertThat(TaskMachine.expired(last, TIMEOUT, POLICY, NOW.plus(TIMEOUT)).orElseThrow().state())
        .isInstanceOfSatisfying(
            TaskState.GaveUp.class,
            gaveUp -> {
              assertThat(gaveUp.code()).isEqualTo(ErrorCode.WORKER_LOST);
              assertThat(gaveUp.message()).contains("Attempt 2").contains("PT10M");
            });
  }

  @Test
  void aRerunVoidsWhatWasBefore() {
    for (Task task : TASKS) {
      Task again = TaskMachine.rerun(task, 7, 1, NOW);

      assertThat(again.generation()).isEqualTo(2);
      assertThat(again.attempt()).isZero();
      assertThat(again.pass()).isEqualTo(7);
      assertThat(again.round()).isEqualTo(1);
      assertThat(again.state()).isEqualTo(new TaskState.Pending(NOW));
      Task sent = TaskMachine.dispatch(again, NOW).orElseThrow();
      assertThat(TaskMachine.staged(sent, 1, 1, STAGING)).isEmpty();
      assertThat(TaskMachine.staged(sent, 2, 1, STAGING)).isPresent();
    }
  }

  @Test
  void regroupingChangesThePassAlone() {
    Task promoted = in(new TaskState.Promoted());

    assertThat(TaskMachine.regroup(promoted, 9))
        .isEqualTo(promoted.at(9, promoted.round(), 1, 2, promoted.state()));
  }

  static Task in(TaskState state) {
    return new Task(
        "t00001",
        0,
        0,
        0,
        new TimeRange(NOW, NOW.plus(Duration.ofDays(1))),
        List.of("20010101"),
        100,
        1,
        2,
        state);
  }

  @Test
  void aPromotedChunkIsPutTogetherAgainFromWhatItHasKept() {
    Task staged = chunk(new TaskState.Staged(STAGING));
    Task promoted = TaskMachine.promoted(staged, STAGING).orElseThrow();

    assertThat(promoted.state()).isEqualTo(new TaskState.Promoted(STAGING));
    assertThat(TaskMachine.restage(promoted, 7, 1, NOW))
        .isEqualTo(staged.at(7, 1, 1, 2, staged.state()));
    assertThat(TaskMachine.restage(chunk(new TaskState.Promoted()), 7, 1, NOW))
        .isEqualTo(staged.at(7, 1, 2, 0, new TaskState.Pending(NOW)));
  }

  @Test
  void aChunkThatIsUnderWayGoesOnInTheNewPass() {
    for (TaskState state :
        List.of(
            new TaskState.Pending(NOW),
            new TaskState.Dispatched(NOW),
            new TaskState.Staged(STAGING))) {
      assertThat(TaskMachine.restage(chunk(state), 7, 1, NOW))
          .isEqualTo(chunk(state).at(7, 1, 1, 2, state));
    }
  }

  @Test
  void aTaskThatOwnsItsPartitionsAloneKeepsNothing() {
    assertThat(TaskMachine.promoted(in(new TaskState.Staged(STAGING)), STAGING).orElseThrow())
        .isEqualTo(in(new TaskState.Promoted()));
  }

  private static Task chunk(TaskState state) {
    Task whole = in(state);
    return new Task(
        whole.taskId(),
        whole.wave(),
        whole.pass(),
        whole.round(),
        whole.range(),
        whole.partitionIds(),
        whole.rowsToRead(),
        whole.generation(),
        whole.attempt(),
        state,
        new TaskShape.Chunk(whole.range().widen(Duration.ZERO, Duration.ofDays(3))));
  }

  private static Task orSame(Task task, Optional<Task> next) {
    return next.orElse(task);
  }
}
