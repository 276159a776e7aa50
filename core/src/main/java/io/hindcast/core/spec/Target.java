package io.hindcast.core.spec;

import io.hindcast.core.table.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table to repair.
 *
 * @param table the table whose partitions are recomputed
 * @param key the columns that make a row unique, at least one, none twice
 * @param keys which keys of the partition key are recomputed; all of them when absent
 * @param outsideRange what becomes of rows outside the range in partitions that hold all times
 */
public record Target(
    TableName table, List<String> key, @Nullable AffectedKeys keys, OutsideRange outsideRange) {
  /** How many columns a list of columns may have. */
  public static final int COLUMNS_MAX = 64;

  /** How long a column's name may be. */
  public static final int COLUMN_LENGTH_MAX = 200;

  /** What becomes of rows outside the range, where a partition is not of one range of time. */
  public enum OutsideRange {
    /** There must be none, as far as the sources' metadata can tell; otherwise the plan fails. */
    REFUSE,
    /** They are given up: what the range yields is all that the partitions have afterwards. */
    DROP
  }

  /** A table of which every partition of the range is recomputed. */
  public Target(TableName table, List<String> key) {
    this(table, key, null, OutsideRange.REFUSE);
  }

  /** Validates the key. */
  public Target {
    key = Rules.requireColumns(key);
  }
}
