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
 * @param outsideRange what becomes of rows of recomputed partitions that are of another time
 */
public record Target(
    TableName table, List<String> key, @Nullable AffectedKeys keys, OutsideRange outsideRange) {
  /** How many columns a list of columns may have. */
  public static final int COLUMNS_MAX = 64;

  /** How long a column's name may be. */
  public static final int COLUMN_LENGTH_MAX = 200;

  /** What becomes of rows of recomputed partitions that are not of the partition's time. */
  public enum OutsideRange {
    /** There must be none. */
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
