package io.hindcast.planner.message;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.task.FailedAttempt;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.DeliveryFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tasks that were given up, as dead letters with their history. */
public final class DeadTasks {
  /** Whose dead letters these are; the planner need not be told of them. */
  public static final String SERVICE = "hindcast.planner";

  /** A task that was given up is no record of a topic. */
  private static final int NOWHERE = -1;

  private final Letters letters;

  /** With the stamps of one planner. */
  public DeadTasks(Letters letters) {
    this.letters = letters;
  }

  /**
   * The letter about a task.
   *
   * @param order what a worker would be told, which no worker carries out any more
   * @param cause the first real one
   * @param failures of the task's generation, oldest first
   */
  public OutboxMessage letter(
      Backfill backfill, OutboxMessage order, FailedAttempt cause, List<FailedAttempt> failures) {
    String key = backfill.id().toString();
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setMeta(letters.stamp(DeadLetter.class, backfill))
            .setTopic(order.topic())
            .setPartition(NOWHERE)
            .setOffset(NOWHERE)
            .setKey(ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
            .setPayload(ByteBuffer.wrap(order.payload()))
            .setCode(cause.code().name())
            .setMessage("Task %s was given up: %s".formatted(cause.taskId(), cause.message()))
            .setService(SERVICE)
            .setDeliveryCount(failures.size())
            .setHistory(failures.stream().map(DeadTasks::failure).toList())
            .build();
    return letters.envelope(Topics.DEAD_LETTERS, key, letter);
  }

  private static DeliveryFailure failure(FailedAttempt attempt) {
    String worker = attempt.workerId().isEmpty() ? "an unknown worker" : attempt.workerId();
    return DeliveryFailure.newBuilder()
        .setDelivery(attempt.attempt())
        .setFailedAt(attempt.at())
        .setCode(attempt.code().name())
        .setMessage("On %s, thrift %d: %s".formatted(worker, attempt.thrift(), attempt.message()))
        .build();
  }
}
