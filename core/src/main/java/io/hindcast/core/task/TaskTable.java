package io.hindcast.core.task;

import io.hindcast.core.fence.SourceFence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One backfill's tasks within a transaction; the backfill is locked. */
public interface TaskTable {

  /** One task. */
  Optional<Task> find(String taskId);

  /** The tasks of these ids, in execution order. */
  List<Task> byIds(Collection<String> taskIds);

  /** All tasks of the pass, in execution order. */
  List<Task> inPass(int pass);

  /** All tasks of the round, in execution order. */
  List<Task> inRound(int round);

  /** All tasks, in execution order. */
  List<Task> all();

  /** Pending tasks of the pass whose time has come, in execution order. */
  List<Task> dispatchable(int pass, Instant now, int limit);

  /** Tasks with an attempt that is queued or running. */
  int inFlight();

  /** Tasks that are accepted and not yet promoted. */
  List<Task> staged(int limit);

  /** Tasks whose attempt was sent out before an instant and is still awaited. */
  List<Task> dispatchedBefore(Instant instant, int limit);

  /** Tasks of the pass that are not promoted yet. */
  int unfinished(int pass);

  /** Writes pass, round, generation, attempt and state. */
  void save(Collection<Task> tasks);

  /** Notes who works on the awaited attempt. */
  void started(String taskId, String workerId);

  /** Stores what the accepted attempt did and saw. */
  void accepted(String taskId, TaskResult result, SourceFence fence);

  /** What the sources said to the spec's rowCount checks, by task id; only where it is known. */
  Map<String, List<Double>> counts(Collection<String> taskIds);

  /** What each task's accepted attempt saw of the sources, by task id. */
  Map<String, SourceFence> fences(Collection<String> taskIds);
}
