package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the planner's janitor has done, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param kept how many tables are in use or kept for a rollback
 */
public record JanitorReport(boolean dryRun, List<Table> tables, long kept) {
  /** What the planner leaves out is empty. */
  public JanitorReport {
    tables = Lists.of(tables);
  }

  /** Whether something that should be gone is still there. */
  public boolean failed() {
    return tables.stream().anyMatch(table -> table.action().equals("FAILED"));
  }

  /** One table: WOULD_DROP, DROPPED, FAILED or ORPHAN. */
  public record Table(
      String action,
      String table,
      @Nullable String backfillId,
      @Nullable String reason,
      @Nullable Long rows,
      @Nullable Long bytes) {}
}
