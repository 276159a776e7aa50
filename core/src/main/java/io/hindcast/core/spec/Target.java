package io.hindcast.core.spec;

import io.hindcast.core.table.TableName;
import java.util.List;

/**
 * The table to repair.
 *
 * @param table the table whose partitions are recomputed
 * @param key the columns that make a row unique, at least one, none twice
 */
public record Target(TableName table, List<String> key) {
  /** How many columns a list of columns may have. */
  public static final int COLUMNS_MAX = 64;

  /** How long a column's name may be. */
  public static final int COLUMN_LENGTH_MAX = 200;

  /** Validates the key. */
  public Target {
    key = Rules.requireColumns(key);
  }
}
