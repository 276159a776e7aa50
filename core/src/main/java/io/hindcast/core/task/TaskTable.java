package io.hindcast.core.task;

import io.hindcast.core.fence.SourceFence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /**
   * Tasks that can be promoted: they are accepted and not yet promoted, and so are all other chunks
   * of their partitions.
   */
  List<Task> staged(int limit);

  /** All chunks of the partitions that these tasks are chunks of, in execution order. */
  List<Task> chunks(Collection<Task> tasks);

  /** Those of the ids whose tasks are gone, because they were split into others. */
  Set<String> split(Collection<String> taskIds);

  /** Tasks whose attempt was sent out before an instant and is still awaited. */
  List<Task> dispatchedBefore(Instant instant, int limit);

  /** Tasks of the pass that are not promoted yet. */
  int unfinished(int pass);

  /** Writes pass, round, generation, attempt and state. */
  void save(Collection<Task> tasks);

  /**
   * Puts tasks into the place of others, of which nothing is left: what is said about them later
   * finds no task.
   *
   * @param next all of them pending
   */
  void replace(Collection<Task> old, Collection<Task> next);

  /** Notes who works on the awaited attempt. */
  void started(String taskId, String workerId);

  /** Stores what the accepted attempt did and saw. */
  void accepted(String taskId, TaskResult result, SourceFence fence);

  /** Adds a failed attempt to the task's history; a second time nothing happens. */
  void failed(FailedAttempt attempt);

  /** Failed attempts of a task's generation, oldest first. */
  List<FailedAttempt> failures(String taskId, int generation);

  /** What the sources said to the spec's rowCount checks, by task id; only where it is known. */
  Map<String, List<Double>> counts(Collection<String> taskIds);

  /** What each task's accepted attempt saw of the sources, by task id. */
  Map<String, SourceFence> fences(Collection<String> taskIds);
}
