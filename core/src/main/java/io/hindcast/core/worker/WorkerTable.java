package io.hindcast.core.worker;

import java.time.Instant;
import java.util.List;

/** Workers that were heard of, within a transaction. */
public interface WorkerTable {

  /** Keeps the report, unless a later one of the same worker is there. */
  void save(WorkerReport report, Instant seenAt);

  /** All that were heard of since, by id. */
  List<SeenWorker> since(Instant instant);

  /**
   * Notes what is thought of a worker.
   *
   * @return whether that is another condition than before
   */
  boolean changed(String id, Fleet.Condition condition);

  /** Forgets those that were not heard of since. */
  void forgetBefore(Instant instant);
}
