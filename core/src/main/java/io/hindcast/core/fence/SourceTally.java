package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.List;

/**
 * How changes of one source are told, and what was noted for that just before a task read it.
 *
 * @param count what is counted; of the way METADATA and WHOLE it has no columns
 * @param parts identifies the set of parts that was there; the same set has the same rows
 * @param cells what was counted, oldest first, apart from each other; empty unless the way is
 *     CONTENT
 */
public record SourceTally(Way way, Count count, String parts, List<Cell> cells) {
  /** How many cells a tally has: neighbours are joined beyond that. */
  public static final int CELLS_MAX = 1_000;

  /** Stands for all of time where rows do not belong to a cell by their time. */
  public static final TimeRange ALWAYS = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

  /** Copies the cells. */
  public SourceTally {
    cells = List.copyOf(cells);
  }

  /** Of a source whose parts tell. */
  public static SourceTally of(Way way, TableName table) {
    return new SourceTally(way, Count.none(table), "", List.of());
  }

  /** What is counted of a reach, so that each of the pieces is told by cells of its own. */
  public static List<TimeRange> cells(TimeRange reach, List<TimeRange> pieces) {
    return Cuts.cells(reach, pieces, CELLS_MAX);
  }

  TableName table() {
    return count.table();
  }

  /**
   * What is counted of a source.
   *
   * @param table the source
   * @param timeColumn by which rows belong to a cell; empty where all rows belong to all cells
   * @param ticks how many of its units make a second; 0 where its type says what it means
   * @param columns what the checksum is over, sorted; empty for all that are stored
   * @param merged whether rows that merges will drop are left out
   */
  public record Count(
      TableName table, String timeColumn, long ticks, List<String> columns, boolean merged) {
    /** Sorts the columns. */
    public Count {
      columns = columns.stream().sorted().distinct().toList();
    }

    static Count none(TableName table) {
      return new Count(table, "", 0, List.of(), false);
    }
  }

  /**
   * What a range held.
   *
   * @param checksum the sum of the rows' hashes, modulo 2^64
   */
  public record Cell(TimeRange range, long rows, long checksum) {}
}
