package io.hindcast.warehouse;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.UUID;

/**
 * A table's structure.
 *
 * @param name the table
 * @param uuid identity of its storage; the nil UUID in databases without identities
 * @param engine such as MergeTree, View, MaterializedView
 * @param atomicDatabase whether EXCHANGE is possible in its database
 * @param columns in their declared order
 * @param partitionKey expression as the server prints it; empty for an unpartitioned table
 * @param sortingKey expression as the server prints it; may be empty
 * @param rows estimated rows
 * @param bytes bytes on disk
 * @param expires whether rows vanish by themselves
 * @param definition the engine with its arguments and clauses, as the server prints it
 */
public record TableDescription(
    TableName name,
    UUID uuid,
    String engine,
    boolean atomicDatabase,
    List<ColumnDescription> columns,
    String partitionKey,
    String sortingKey,
    long rows,
    long bytes,
    boolean expires,
    String definition) {

  /** A table that keeps its rows, and whose engine has no arguments. */
  public TableDescription(
      TableName name,
      UUID uuid,
      String engine,
      boolean atomicDatabase,
      List<ColumnDescription> columns,
      String partitionKey,
      String sortingKey,
      long rows,
      long bytes) {
    this(
        name,
        uuid,
        engine,
        atomicDatabase,
        columns,
        partitionKey,
        sortingKey,
        rows,
        bytes,
        false,
        engine);
  }

  /** Copies the columns. */
  public TableDescription {
    columns = List.copyOf(columns);
  }
}
