package io.hindcast.planner.event;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.outbox.Sender;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.course.Retries;
import io.hindcast.planner.message.DeadTasks;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.codec.MalformedMessageException;
import io.hindcast.schemas.codec.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of orders that no worker could work off, so that their backfills do not wait forever. */
public final class LostTaskHandler implements MessageHandler<DeadLetter> {
  private static final Logger LOG = LoggerFactory.getLogger(LostTaskHandler.class);

  private static final String EXHAUSTED = "DELIVERIES_EXHAUSTED";

  private final TaskEventHandler tasks;
  private final Genuine genuine;

  /**
   * Reports to the handler of task events.
   *
   * @param genuine tells dead letters of workers from those that only say so
   */
  public LostTaskHandler(TaskEventHandler tasks, Genuine genuine) {
    this.tasks = tasks;
    this.genuine = genuine;
  }

  /** Anybody may publish a dead letter; one that nobody has sent is no reason for another. */
  @Override
  public void handle(Delivery<DeadLetter> delivery) {
    DeadLetter letter = delivery.message();
    if (!letter.getTopic().equals(Topics.TASKS.name())
        || letter.getService().equals(DeadTasks.SERVICE)
        || letter.getCode().equals(ErrorCode.MESSAGE_FORGED.name())) {
      return;
    }
    if (!genuine.is(Sender.WORKER, delivery)) {
      LOG.warn("The dead letter {} of a task is none of a worker", delivery.eventId());
      return;
    }
    try {
      Task task = MessageCodec.standard().decode(Task.class, letter.getPayload());
      tasks.fail(
          task.getMeta().getBackfillId(),
          new Retries.Subject(task.getTaskId(), task.getGeneration(), task.getAttempt(), ""),
          new TaskMachine.Failure(code(letter), letter.getMessage(), true));
    } catch (MalformedMessageException e) {
      // Not an order of any planner; it stays on the topic for people to look at.
      LOG.warn("A dead letter from {} is no task: {}", letter.getTopic(), e.getMessage());
    }
  }

  /** An order whose workers died again and again has no other reason than that. */
  private static ErrorCode code(DeadLetter letter) {
    return letter.getCode().equals(EXHAUSTED)
        ? ErrorCode.WORKER_LOST
        : TaskEventHandler.code(letter.getCode());
  }
}
