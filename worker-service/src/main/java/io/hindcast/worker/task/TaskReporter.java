package io.hindcast.worker.task;

import io.hindcast.messaging.MessagePublisher;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskFailed;
import io.hindcast.schemas.TaskStarted;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Tells the planner what becomes of tasks. Returns when an event is durable. */
public final class TaskReporter {
  private final MessagePublisher publisher;
  private final String workerId;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * @param workerId the process in whose name events are published
   * @param ids fresh event ids
   */
  public TaskReporter(
      MessagePublisher publisher, String workerId, InstantSource clock, Supplier<UUID> ids) {
    this.publisher = publisher;
    this.workerId = workerId;
    this.clock = clock;
    this.ids = ids;
  }

  void started(Attempt attempt) {
    publish(attempt, TaskStarted.newBuilder().setQueryId(attempt.queryId()).build());
  }

  void ended(Attempt attempt, TaskOutcome outcome) {
    publish(
        attempt,
        switch (outcome) {
          case TaskOutcome.Staged staged -> TaskWire.staged(attempt.staging(), staged);
          case TaskOutcome.Failed failed ->
              TaskFailed.newBuilder()
                  .setCode(failed.code().name())
                  .setMessage(failed.message())
                  .setRetryable(failed.code().retryable())
                  .build();
        });
  }

  private void publish(Attempt attempt, Object outcome) {
    Task task = attempt.order().message();
    Meta cause = task.getMeta();
    TaskEvent event =
        TaskEvent.newBuilder()
            .setMeta(
                MessageMeta.stamp(
                    TaskEvent.class,
                    ids.get(),
                    cause.getBackfillId(),
                    clock.instant(),
                    cause.getTraceparent()))
            .setTaskId(task.getTaskId())
            .setGeneration(task.getGeneration())
            .setAttempt(task.getAttempt())
            .setDelivery(attempt.delivery())
            .setWorkerId(workerId)
            .setOutcome(outcome)
            .build();
    publisher.publish(Topics.TASK_EVENTS, cause.getBackfillId().toString(), event);
  }
}
