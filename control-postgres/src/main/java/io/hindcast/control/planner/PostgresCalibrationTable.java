package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.calibration.CalibrationTable;
import io.hindcast.core.calibration.Measured;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** How fast one backfill's tasks are, from the table task. */
final class PostgresCalibrationTable implements CalibrationTable {
  /** Sums of promoted tasks; other queries use them, too. */
  static final String SUMS =
      """
      count(*) FILTER (WHERE state = 'PROMOTED') AS measured_tasks,
      coalesce(sum(rows_to_read) FILTER (WHERE state = 'PROMOTED'), 0)::bigint
        AS measured_rows_planned,
      coalesce(sum(rows_read) FILTER (WHERE state = 'PROMOTED'), 0)::bigint AS measured_rows_read,
      coalesce(sum(bytes_read) FILTER (WHERE state = 'PROMOTED'), 0)::bigint
        AS measured_bytes_read,
      coalesce(sum(rows_written) FILTER (WHERE state = 'PROMOTED'), 0)::bigint
        AS measured_rows_written,
      coalesce(sum(bytes_written) FILTER (WHERE state = 'PROMOTED'), 0)::bigint
        AS measured_bytes_written,
      coalesce(sum(duration_ms) FILTER (WHERE state = 'PROMOTED'), 0)::bigint AS measured_ms
      """;

  private static final String MEASURED =
      "SELECT " + SUMS + " FROM task WHERE backfill_id = ? AND pass = ?";
  private static final String EARLIER =
      "SELECT "
          + SUMS
          + """
          FROM task WHERE backfill_id = (
            SELECT id FROM backfill b
            WHERE target = ? AND EXISTS (
              SELECT FROM task t WHERE t.backfill_id = b.id AND t.state = 'PROMOTED')
            ORDER BY seq DESC LIMIT 1)
          """;
  private static final String SIZE = "SELECT rows_per_task FROM backfill WHERE id = ?";
  private static final String RESIZED = "UPDATE backfill SET rows_per_task = ? WHERE id = ?";

  private final Transaction tx;
  private final UUID id;

  PostgresCalibrationTable(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  @Override
  public Measured measured(int pass) {
    return tx.first(MEASURED, PostgresCalibrationTable::read, id, pass).orElse(Measured.NOTHING);
  }

  static Measured earlier(Transaction tx, String target) {
    return tx.first(EARLIER, PostgresCalibrationTable::read, target).orElse(Measured.NOTHING);
  }

  @Override
  public OptionalLong rowsPerTask() {
    Optional<Long> size =
        tx.first(SIZE, row -> row.optionalNumber("rows_per_task"), id).flatMap(found -> found);
    return size.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  @Override
  public void resized(long rowsPerTask) {
    tx.update(RESIZED, rowsPerTask, id);
  }

  static Measured read(Row row) {
    return new Measured(
        Math.toIntExact(row.number("measured_tasks")),
        row.number("measured_rows_planned"),
        row.number("measured_rows_read"),
        row.number("measured_bytes_read"),
        row.number("measured_rows_written"),
        row.number("measured_bytes_written"),
        Duration.ofMillis(row.number("measured_ms")));
  }
}
