package io.hindcast.core.backfill.memory;

import io.hindcast.core.worker.Fleet;
import io.hindcast.core.worker.SeenWorker;
import io.hindcast.core.worker.WorkerReport;
import io.hindcast.core.worker.WorkerTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Workers that were heard of. */
final class InMemoryWorkerTable implements WorkerTable {
  private final Rows<String, WorkerRow> rows;

  InMemoryWorkerTable(Tables tables) {
    this.rows = tables.workers;
  }

  /** A worker, and what is thought of it. */
  record WorkerRow(SeenWorker seen, Fleet.Condition condition) {}

  @Override
  public void save(WorkerReport report, Instant seenAt) {
    SeenWorker seen = new SeenWorker(report, seenAt);
    Optional<WorkerRow> before = rows.find(report.id());
    if (before.isEmpty()) {
      rows.put(report.id(), new WorkerRow(seen, Fleet.Condition.WELL));
    } else if (!before.get().seen().report().at().isAfter(report.at())) {
      rows.put(report.id(), new WorkerRow(seen, before.get().condition()));
    }
  }

  @Override
  public List<SeenWorker> since(Instant instant) {
    return rows.values().stream()
        .map(WorkerRow::seen)
        .filter(seen -> !seen.seenAt().isBefore(instant))
        .toList();
  }

  @Override
  public boolean changed(String id, Fleet.Condition condition) {
    Optional<WorkerRow> other = rows.find(id).filter(row -> row.condition() != condition);
    other.ifPresent(row -> rows.put(id, new WorkerRow(row.seen(), condition)));
    return other.isPresent();
  }

  @Override
  public void forgetBefore(Instant instant) {
    List<String> forgotten =
        rows.values().stream()
            .map(WorkerRow::seen)
            .filter(seen -> seen.seenAt().isBefore(instant))
            .map(seen -> seen.report().id())
            .toList();
    forgotten.forEach(rows::remove);
  }
}
