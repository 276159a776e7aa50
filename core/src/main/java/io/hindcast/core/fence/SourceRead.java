package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.List;

/**
 * One read of a table by a statement, as the engine plans it for one range.
 *
 * @param table what is read
 * @param columns stored columns that are read; empty where that is not known
 * @param merged whether rows that merges will drop are left out (FINAL)
 * @param windows what the statement's conditions leave of the columns that hold times
 */
public record SourceRead(
    TableName table, List<String> columns, boolean merged, List<Window> windows) {

  /** Copies the lists. */
  public SourceRead {
    columns = List.copyOf(columns);
    windows = List.copyOf(windows);
  }

  /** A read of which nothing is known. */
  public static SourceRead unknown(TableName table) {
    return new SourceRead(table, List.of(), false, List.of());
  }

  /**
   * No row outside of it can have an effect on the statement's answer.
   *
   * @param column holds times
   * @param ticks how many of the column's units make a second; 0 where its type says what it means
   * @param range where the column's values are
   * @param spanned whether the spans of the table's parts are spans of this column
   */
  public record Window(String column, long ticks, TimeRange range, boolean spanned) {}
}
