package io.hindcast.warehouse;

import io.hindcast.core.table.TableName;
import java.util.List;

/**
 * A search for rows whose key another table lacks.
 *
 * @param table whose rows are looked at
 * @param condition which of them, as SQL over the columns and {@code _partition_id}
 * @param partitionIds of these partitions
 * @param other the table that should have the keys, of the same structure
 * @param key the columns, at least one
 * @param scope where in the other table a key is looked for
 */
public record KeySearch(
    TableName table,
    String condition,
    List<String> partitionIds,
    TableName other,
    List<String> key,
    Scope scope) {

  /** Where a key is looked for. */
  public enum Scope {
    /** In the same partition, which follows from the key. */
    PARTITION,
    /** In all of the table. */
    TABLE
  }

  /** Copies the lists. */
  public KeySearch {
    partitionIds = List.copyOf(partitionIds);
    key = List.copyOf(key);
  }
}
