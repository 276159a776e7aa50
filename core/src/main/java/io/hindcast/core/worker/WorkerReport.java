package io.hindcast.core.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a worker last said of itself.
 *
 * @param id unique among workers
 * @param slots tasks that it runs side by side
 * @param tasks what it runs now, as {@code backfill/task}
 * @param startedAt start of its process, by its clock
 * @param at when it said so, by its clock; only compared with other reports of the same worker
 */
public record WorkerReport(
    String id,
    String host,
    String version,
    int slots,
    State state,
    String reason,
    List<String> tasks,
    Work work,
    Instant startedAt,
    Instant at) {

  /** Copies the tasks. */
  public WorkerReport {
    tasks = List.copyOf(tasks);
  }

  /** What it does with tasks. */
  public enum State {
    /** Takes tasks. */
    SERVING,
    /** Takes none for a while, since its last ones failed for reasons of its own. */
    RESTING,
    /** Takes none any more; what it has in hand ends. */
    DRAINING,
    /** Has ended as it should. */
    STOPPED
  }

  /**
   * What it has done.
   *
   * @param done tasks since its start
   * @param failed attempts that failed since its start, for whatever reason
   * @param failedInRow its last attempts, as far as they failed for reasons of its own
   * @param recentTasks of the last minutes
   * @param recentRows that those read
   * @param recentBusy time that those took, side by side ones added up
   */
  public record Work(
      long done,
      long failed,
      int failedInRow,
      int recentTasks,
      long recentRows,
      Duration recentBusy) {
    /** Before the first task. */
    public static final Work NONE = new Work(0, 0, 0, 0, 0, Duration.ZERO);

    /** Source rows per second of work; 0 while nothing is known. */
    public double rowsPerSecond() {
      return recentBusy.isZero() ? 0 : recentRows / (recentBusy.toNanos() / 1e9);
    }
  }
}
