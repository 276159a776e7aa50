package io.hindcast.control.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.check.CheckOutcome;
import io.hindcast.core.check.CheckResult;
import io.hindcast.core.check.JudgedTask;
import io.hindcast.core.check.JudgedValidation;
import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.JudgementOutcome;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.check.ValidationStore;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ValidationStore} does. */
abstract class ValidationStoreContract {
  private static final TimeRange DAY =
      new TimeRange(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-01-02T00:00:00Z"));

  abstract ValidationStore store();

  /** Messages with this id that wait in the outbox or were published. */
  abstract List<OutboxMessage> published(UUID eventId);

  /** How often a message with this id was published: every insert counts. */
  abstract void assertPublishedTimes(UUID eventId, int times);

  @Test
  void publishesAVerdictOnce() {
    JudgedValidation validation = judged(UUID.randomUUID(), JudgementOutcome.PASSED);

    assertThat(store().publish(validation)).isEqualTo(validation.message());

    assertThat(published(validation.message().id())).containsExactly(validation.message());
    assertPublishedTimes(validation.message().id(), 1);
  }

  @Test
  void knowsNothingOfAValidationThatWasNotJudged() {
    assertThat(store().republish(UUID.randomUUID())).isEmpty();
  }

  @Test
  void publishesTheSameVerdictAgain() {
    JudgedValidation validation = judged(UUID.randomUUID(), JudgementOutcome.FAILED);
    store().publish(validation);

    assertThat(store().republish(validation.order().validationId())).contains(validation.message());

    assertPublishedTimes(validation.message().id(), 2);
  }

  @Test
  void keepsTheFirstVerdict() {
    UUID id = UUID.randomUUID();
    JudgedValidation first = judged(id, JudgementOutcome.PASSED);
    JudgedValidation second = judged(id, JudgementOutcome.FAILED);
    store().publish(first);

    assertThat(store().publish(second)).isEqualTo(first.message());

    assertThat(published(second.message().id())).isEmpty();
    assertPublishedTimes(first.message().id(), 2);
  }

  @Test
  void oneOfManyThatJudgeAtTheSameTimeWins() throws Exception {
    UUID id = UUID.randomUUID();
    ValidationStore store = store();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<OutboxMessage>> calls =
          IntStream.range(0, 8)
              .<Callable<OutboxMessage>>mapToObj(
                  i -> () -> store.publish(judged(id, JudgementOutcome.PASSED)))
              .toList();
      List<UUID> told = new ArrayList<>();
      for (Future<OutboxMessage> future : executor.invokeAll(calls)) {
        told.add(future.get().id());
      }

      assertThat(told).hasSize(8).containsOnly(told.getFirst());
    }
  }

  static JudgedValidation judged(UUID validationId, JudgementOutcome outcome) {
    UUID backfill = UUID.randomUUID();
    JudgedTask task =
        new JudgedTask("t", DAY, DAY, List.of("p"), new SourceFence(List.of()), List.of());
    CheckResult check =
        new CheckResult("unique(day)", CheckOutcome.PASSED, "0", "0", "", List.of("a", "b"));
    return new JudgedValidation(
        new ValidationOrder(
            validationId,
            backfill,
            1,
            2,
            new TableName("d", "t"),
            new TableName("h", "s"),
            List.of(task)),
        new Judgement(outcome, List.of(check), List.of(), List.of(), null),
        new OutboxMessage(
            UUID.randomUUID(),
            "hindcast.verdicts",
            backfill.toString(),
            "Verdict",
            new byte[] {4, 2},
            null));
  }
}
