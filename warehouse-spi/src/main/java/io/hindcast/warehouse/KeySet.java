package io.hindcast.warehouse;

import io.hindcast.core.table.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of rows.
 *
 * @param key the columns that make a key; none: all rows have the same one
 * @param partitionIds whose rows count
 * @param tables whose rows count
 * @param goneFrom only rows that the tables together have beyond those of this table, counted as a
 *     multiset: what was removed from it, or replaced in it; null for all rows
 * @param except tables whose keys do not count
 */
public record KeySet(
    List<String> key,
    List<String> partitionIds,
    List<TableName> tables,
    @Nullable TableName goneFrom,
    List<TableName> except) {

  /** Keys that all count. */
  public KeySet(
      List<String> key,
      List<String> partitionIds,
      List<TableName> tables,
      @Nullable TableName goneFrom) {
    this(key, partitionIds, tables, goneFrom, List.of());
  }

  /** Copies the lists. */
  public KeySet {
    key = List.copyOf(key);
    partitionIds = List.copyOf(partitionIds);
    tables = List.copyOf(tables);
    except = List.copyOf(except);
  }
}
