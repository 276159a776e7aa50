package io.hindcast.planner.event;

import io.hindcast.core.task.TaskMachine;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.codec.MalformedMessageException;
import io.hindcast.schemas.codec.MessageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of orders that no worker could work off, so that their backfills do not wait forever. */
public final class LostTaskHandler implements MessageHandler<DeadLetter> {
  private static final Logger LOG = LoggerFactory.getLogger(LostTaskHandler.class);

  private final TaskEventHandler tasks;

  /** Reports to the handler of task events. */
  public LostTaskHandler(TaskEventHandler tasks) {
    this.tasks = tasks;
  }

  @Override
  public void handle(Delivery<DeadLetter> delivery) {
    DeadLetter letter = delivery.message();
    if (!letter.getTopic().equals(Topics.TASKS.name())) {
      return;
    }
    try {
      Task task = MessageCodec.standard().decode(Task.class, letter.getPayload());
      tasks.fail(
          task.getMeta().getBackfillId(),
          task.getTaskId(),
          task.getGeneration(),
          task.getAttempt(),
          new TaskMachine.Failure(
              TaskEventHandler.code(letter.getCode()), letter.getMessage(), true));
    } catch (MalformedMessageException e) {
      // Not an order of any planner; it stays on the topic for people to look at.
      LOG.warn("A dead letter from {} is no task: {}", letter.getTopic(), e.getMessage());
    }
  }
}
