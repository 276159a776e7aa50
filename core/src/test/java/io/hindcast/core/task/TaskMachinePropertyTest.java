package io.hindcast.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.TaskMachine.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Messages about a task in any order, late, twice, and about attempts that never were. */
class TaskMachinePropertyTest {
  private static final RetryPolicy POLICY = new RetryPolicy(3, Duration.ofSeconds(1));
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  /** One message or tick; delivery tells staging tables of one attempt apart. */
  record Message(Kind kind, int generation, int attempt, int delivery) {}

  enum Kind {
    DISPATCH,
    STAGED,
    FAILED,
    PROMOTED,
    EXPIRED,
    RERUN
  }

  @Property(tries = 2000)
  void exactlyOneAttemptOfAGenerationIsAccepted(@ForAll("messages") List<Message> messages) {
    Map<Integer, TableName> accepted = new HashMap<>();
    Task task = TaskMachineTest.in(new TaskState.Pending(START)).at(0, 0, 0, 0, pending());
    Instant now = START;
    for (Message message : messages) {
      now = now.plusSeconds(20);
      Task next = apply(task, message, now);
      if (next.state() instanceof TaskState.Staged staged && !next.state().equals(task.state())) {
        assertThat(message.generation()).isEqualTo(task.generation());
        assertThat(message.attempt()).isEqualTo(task.attempt());
        assertThat(accepted.put(next.generation(), staged.staging())).isNull();
      }
      assertInvariants(task, next, accepted);
      task = next;
    }
  }

  private static void assertInvariants(Task task, Task next, Map<Integer, TableName> accepted) {
    assertThat(next.generation()).isGreaterThanOrEqualTo(task.generation());
    assertThat(next.tries().own()).isLessThanOrEqualTo(POLICY.attemptsMax());
    assertThat(next.tries().outside())
        .isLessThanOrEqualTo(POLICY.attemptsMax() * RetryPolicy.OUTSIDE_FACTOR);
    assertThat(next.tries().memory()).isLessThanOrEqualTo(next.tries().own());
    if (next.generation() == task.generation()) {
      assertThat(next.attempt()).isBetween(task.attempt(), task.attempt() + 1);
    }
    if (next.state() instanceof TaskState.Promoted) {
      assertThat(accepted).containsKey(next.generation());
    }
  }

  private static Task apply(Task task, Message message, Instant now) {
    TableName staging =
        new TableName(
            "hindcast",
            "g%d_a%d_%d".formatted(message.generation(), message.attempt(), message.delivery()));
    ErrorCode code =
        switch (message.attempt()) {
          case 1 -> ErrorCode.WAREHOUSE_TIMEOUT;
          case 2 -> ErrorCode.WAREHOUSE_OUT_OF_MEMORY;
          default -> ErrorCode.INTERNAL;
        };
    Failure failure = new Failure(code, "slow", message.delivery() % 4 != 0);
    Optional<Task> next =
        switch (message.kind()) {
          case DISPATCH -> TaskMachine.dispatch(task, now);
          case STAGED -> TaskMachine.staged(task, message.generation(), message.attempt(), staging);
          case FAILED ->
              TaskMachine.failed(
                  task, message.generation(), message.attempt(), failure, POLICY, now);
          case PROMOTED -> TaskMachine.promoted(task, staging);
          case EXPIRED -> TaskMachine.expired(task, TIMEOUT, POLICY, now);
          case RERUN -> Optional.of(TaskMachine.rerun(task, task.pass() + 1, 0, now));
        };
    return next.orElse(task);
  }

  private static TaskState pending() {
    return new TaskState.Pending(START);
  }

  @Provide
  Arbitrary<List<Message>> messages() {
    Arbitrary<Kind> kinds =
        Arbitraries.of(
            Kind.DISPATCH,
            Kind.DISPATCH,
            Kind.DISPATCH,
            Kind.STAGED,
            Kind.STAGED,
            Kind.FAILED,
            Kind.PROMOTED,
            Kind.PROMOTED,
            Kind.EXPIRED,
            Kind.RERUN);
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(1, 8),
            Arbitraries.integers().between(0, 1))
        .as(Message::new)
        .list()
        .ofMaxSize(60);
  }
}
