package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.fence.FenceEntry;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of the tables task_fence and publication_fence. */
final class FenceRows {
  private FenceRows() {}

  static FenceEntry entry(Row row) {
    return new FenceEntry(
        TableName.in(row.string("source_database"), row.string("source_table")),
        row.string("partition_id"),
        row.number("max_block"),
        row.number("data_version"),
        row.number("rows"),
        row.string("storage"),
        span(row));
  }

  private static @Nullable TimeRange span(Row row) {
    Optional<Instant> from = row.optionalInstant("span_from");
    return from.map(start -> new TimeRange(start, row.instant("span_to"))).orElse(null);
  }
}
