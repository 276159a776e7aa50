package io.hindcast.warehouse;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.table.TableName;
import java.util.List;

/** Shadow and staging tables in the working database, and what moves between them. */
public interface WorkingTables {

  /** The database that Hindcast's own tables are in. */
  String workingDatabase();

  /**
   * The table as one that may be dropped, renamed, emptied or exchanged.
   *
   * @throws io.hindcast.core.error.HindcastException TABLE_FOREIGN when it is none of Hindcast's
   */
  default WorkingTable own(TableName table) {
    return WorkingTable.of(table, workingDatabase());
  }

  /**
   * Creates an empty table with the structure, engine, keys and settings of {@code like}, and the
   * working database when it is missing. An existing table of that name is left as it is. Where
   * rows of {@code like} expire, those of the new table do not: see {@link SwapSurface#still}.
   */
  void createLike(TableName table, TableName like);

  /**
   * As {@link #createLike}, for a table that is to go live: with all that lets rows expire or merge
   * too. {@link #createLike} leaves that out where rows of {@code like} expire.
   */
  void createTwin(TableName table, TableName like);

  /** Tables of a database whose names start with the prefix, in name order. */
  List<TableName> tablesWithPrefix(String database, String prefix);

  /**
   * Changes the structure of a table of Hindcast's own and waits until that is done. Secondary
   * indices and projections are dropped, so that its partitions fit into tables with others.
   */
  void restructure(WorkingTable table, StructureChange change);

  /** Drops the table and its data at once; nothing happens when it is not there. */
  void drop(WorkingTable table);

  /**
   * Makes the owned partitions of {@code into} equal to those of {@code staging}: replaced where
   * staging has rows, dropped where it has none. Atomic per partition, hard links only.
   *
   * @throws io.hindcast.core.error.HindcastException TABLE_UNKNOWN when either table is gone
   */
  void promote(TableName staging, TableName into, List<String> partitionIds);

  /**
   * Makes the owned partitions of {@code into} equal to those of all the staging tables together,
   * as {@link #promote} does of one. They are gathered in {@code assembly}, which must not exist,
   * and which is left behind when this fails; with another name it can be repeated. Rows of an
   * earlier table count as inserted before those of a later one.
   *
   * @throws io.hindcast.core.error.HindcastException TABLE_UNKNOWN when one of the tables is gone;
   *     {@code into} is then as before
   */
  void assemble(
      WorkingTable assembly, List<TableName> staging, TableName into, List<String> partitionIds);
}
