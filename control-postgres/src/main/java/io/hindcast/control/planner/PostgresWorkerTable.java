package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.worker.Fleet;
import io.hindcast.core.worker.SeenWorker;
import io.hindcast.core.worker.WorkerReport;
import io.hindcast.core.worker.WorkerTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rows of the table worker. */
final class PostgresWorkerTable implements WorkerTable {
  private static final String SAVE =
      """
      INSERT INTO worker (id, host, version, slots, state, reason, tasks, done, failed,
                          failed_in_row, recent_tasks, recent_rows, recent_busy_ms, started_at,
                          at, seen_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        host = excluded.host, version = excluded.version, slots = excluded.slots,
        state = excluded.state, reason = excluded.reason, tasks = excluded.tasks,
        done = excluded.done, failed = excluded.failed, failed_in_row = excluded.failed_in_row,
        recent_tasks = excluded.recent_tasks, recent_rows = excluded.recent_rows,
        recent_busy_ms = excluded.recent_busy_ms, started_at = excluded.started_at,
        at = excluded.at, seen_at = excluded.seen_at
      WHERE worker.at <= excluded.at
      """;
  private static final String SINCE = "SELECT * FROM worker WHERE seen_at >= ? ORDER BY id";
  private static final String CHANGED =
      "UPDATE worker SET condition = ? WHERE id = ? AND condition <> ?";
  private static final String FORGET = "DELETE FROM worker WHERE seen_at < ?";

  private final Transaction tx;

  PostgresWorkerTable(Transaction tx) {
    this.tx = tx;
  }

  @Override
  public void save(WorkerReport report, Instant seenAt) {
    WorkerReport.Work work = report.work();
    tx.update(
        SAVE,
        report.id(),
        report.host(),
        report.version(),
        report.slots(),
        report.state(),
        report.reason(),
        report.tasks(),
        work.done(),
        work.failed(),
        work.failedInRow(),
        work.recentTasks(),
        work.recentRows(),
        work.recentBusy().toMillis(),
        report.startedAt(),
        report.at(),
        seenAt);
  }

  @Override
  public List<SeenWorker> since(Instant instant) {
    return tx.query(SINCE, PostgresWorkerTable::worker, instant);
  }

  private static SeenWorker worker(Row row) {
    return new SeenWorker(
        new WorkerReport(
            row.string("id"),
            row.string("host"),
            row.string("version"),
            row.integer("slots"),
            row.choice("state", WorkerReport.State.class),
            row.string("reason"),
            row.strings("tasks"),
            new WorkerReport.Work(
                row.number("done"),
                row.number("failed"),
                row.integer("failed_in_row"),
                row.integer("recent_tasks"),
                row.number("recent_rows"),
                Duration.ofMillis(row.number("recent_busy_ms"))),
            row.instant("started_at"),
            row.instant("at")),
        row.instant("seen_at"));
  }

  @Override
  public boolean changed(String id, Fleet.Condition condition) {
    return tx.update(CHANGED, condition, id, condition) > 0;
  }

  @Override
  public void forgetBefore(Instant instant) {
    tx.update(FORGET, instant);
  }
}
