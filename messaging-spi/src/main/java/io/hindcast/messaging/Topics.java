package io.hindcast.messaging;

import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapProgress;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.WorkerReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every topic of Hindcast. */
public final class Topics {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration A_WEEK = Duration.ofDays(7);
  private static final Duration A_MONTH = Duration.ofDays(30);

  /** Backfills that somebody asks for. */
  public static final Topic<BackfillRequest> REQUESTS =
      new Topic<>("hindcast.requests", BackfillRequest.class, TopicKey.BACKFILL_ID, 3, A_MONTH);

  /** Approvals, pauses, cancellations and the like. */
  public static final Topic<Control> CONTROLS =
      new Topic<>("hindcast.controls", Control.class, TopicKey.BACKFILL_ID, 3, A_MONTH);

  /**
   * Work for the workers, shared among them record by record. One partition: a share group gives
   * each partition to few members while there are enough partitions for all, so that with more of
   * them one backfill's tasks, which have one key, would keep only one worker busy.
   */
  public static final Topic<Task> TASKS =
      new Topic<>("hindcast.tasks", Task.class, TopicKey.BACKFILL_ID, 1, A_WEEK);

  /** What became of the tasks. */
  public static final Topic<TaskEvent> TASK_EVENTS =
      new Topic<>("hindcast.task-events", TaskEvent.class, TopicKey.BACKFILL_ID, 3, A_WEEK);

  /** Waves that wait for a verdict. */
  public static final Topic<ValidationRequest> VALIDATIONS =
      new Topic<>("hindcast.validations", ValidationRequest.class, TopicKey.BACKFILL_ID, 3, A_WEEK);

  /** Verdicts of the validator. */
  public static final Topic<Verdict> VERDICTS =
      new Topic<>("hindcast.verdicts", Verdict.class, TopicKey.BACKFILL_ID, 3, A_WEEK);

  /** Swaps that the relay shall execute. */
  public static final Topic<SwapRequest> SWAP_REQUESTS =
      new Topic<>("hindcast.swap-requests", SwapRequest.class, TopicKey.TARGET_TABLE, 3, A_WEEK);

  /** What swaps that go on have to repeat. */
  public static final Topic<SwapProgress> SWAP_PROGRESS =
      new Topic<>("hindcast.swap-progress", SwapProgress.class, TopicKey.TARGET_TABLE, 3, A_WEEK);

  /** What became of the swaps: the one topic made for other systems to follow. */
  public static final Topic<SwapEvent> SWAP_EVENTS =
      new Topic<>("hindcast.swap-events", SwapEvent.class, TopicKey.TARGET_TABLE, 3, A_MONTH);

  /** What workers say of themselves. */
  public static final Topic<WorkerReport> WORKERS =
      new Topic<>("hindcast.workers", WorkerReport.class, TopicKey.WORKER_ID, 1, A_DAY);

  /** Messages that a consumer could not handle. */
  public static final Topic<DeadLetter> DEAD_LETTERS =
      new Topic<>("hindcast.dead-letters", DeadLetter.class, TopicKey.ORIGINAL_KEY, 1, A_MONTH);

  private static final List<Topic<?>> ALL =
      List.of(
          REQUESTS,
          CONTROLS,
          TASKS,
          TASK_EVENTS,
          VALIDATIONS,
          VERDICTS,
          SWAP_REQUESTS,
          SWAP_PROGRESS,
          SWAP_EVENTS,
          WORKERS,
          DEAD_LETTERS);

  private Topics() {}

  /** All topics, in the order of the flow. */
  public static List<Topic<?>> all() {
    return ALL;
  }

  /** The topic of that name, empty when it is none of Hindcast's. */
  public static Optional<Topic<?>> named(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }
}
