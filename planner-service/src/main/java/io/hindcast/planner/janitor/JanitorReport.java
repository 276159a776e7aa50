package io.hindcast.planner.janitor;

import io.hindcast.core.janitor.TableFate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the janitor has done, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param tables those that are of no use, and those that nobody knows
 * @param kept how many others there are
 */
public record JanitorReport(boolean dryRun, List<Line> tables, int kept) {

  /** Copies the lines. */
  public JanitorReport {
    tables = List.copyOf(tables);
  }

  /** What became, or would become, of a table. */
  public enum Action {
    /** Of no use; a dry run leaves it. */
    WOULD_DROP,
    /** Gone. */
    DROPPED,
    /** Dropping it did not work; the next run tries again. */
    FAILED,
    /** Nobody knows it; never dropped. */
    ORPHAN
  }

  /**
   * One table.
   *
   * @param backfillId whose it is, where that is known
   * @param rows rows in it, where that could be told
   * @param bytes bytes on disk, likewise
   */
  public record Line(
      Action action,
      String table,
      Optional<UUID> backfillId,
      String reason,
      Optional<Long> rows,
      Optional<Long> bytes) {

    static Line of(Action action, TableFate fate, String reason, Optional<TableSize> size) {
      return new Line(
          action,
          fate.table().toString(),
          fate.backfillId(),
          reason,
          size.map(TableSize::rows),
          size.map(TableSize::bytes));
    }
  }

  /** How much is in a table. */
  record TableSize(long rows, long bytes) {}
}
