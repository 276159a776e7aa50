package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.StructureChange;
import io.hindcast.warehouse.WorkingTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates, fills and drops tables of Hindcast's own. */
final class ClickHouseWorkingTables implements WorkingTables {
  private static final String WITH_PREFIX =
      """
      SELECT name FROM system.tables
      WHERE database = {database:String} AND startsWith(name, {prefix:String})
      ORDER BY name
      """;

  private static final String SECONDARY =
      """
      SELECT 'INDEX ' AS kind, name FROM system.data_skipping_indices
      WHERE database = {database:String} AND table = {table:String}
      UNION ALL
      SELECT 'PROJECTION ' AS kind, name FROM system.projections
      WHERE database = {database:String} AND table = {table:String}
      """;

  private static final String STAGED =
      """
      SELECT toString(uuid) AS id, (
        SELECT groupUniqArray(partition_id) FROM system.parts
        WHERE active AND rows > 0 AND database = {database:String} AND table = {table:String}
      ) AS partitions
      FROM system.tables
      WHERE database = {database:String} AND name = {table:String}
      """;

  private static final String EXISTS =
      """
      SELECT name FROM system.tables
      WHERE database = {database:String} AND name = {table:String}
      """;

  /**
   * What {@link io.hindcast.warehouse.SwapSurface#still} promises; mutations go on all the same.
   */
  static final String STILL =
      "max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1,"
          + " max_number_of_merges_with_ttl_in_pool = 0";

  private static final String EXPIRES =
      """
      SELECT match(create_table_query, '\\sTTL\\s') AS expires FROM system.tables
      WHERE database = {database:String} AND name = {table:String}
      """;

  private final JdbcSession session;
  private final String workingDatabase;
  private final PartitionChange partitions;

  ClickHouseWorkingTables(JdbcSession session, String workingDatabase, PartitionChange partitions) {
    this.session = session;
    this.workingDatabase = workingDatabase;
    this.partitions = partitions;
  }

  /** Settings under which an attempt's rows are inserted in their order, where that shows. */
  Map<String, String> insertOrder(AttemptOrder order) {
    return new InsertOrder(session).settings(order);
  }

  @Override
  public void createLike(TableName table, TableName like) {
    create("IF NOT EXISTS ", table, like, settings(like));
  }

  @Override
  public void createTwin(TableName table, TableName like) {
    create("IF NOT EXISTS ", table, like, "");
  }

  /** As {@link #createLike}, but a table of that name is an error. */
  void createNew(TableName table, TableName like) {
    create("", table, like, settings(like));
  }

  @Override
  public List<TableName> tablesWithPrefix(String database, String prefix) {
    return session.query(
        "Listing the tables of " + database,
        Command.of(WITH_PREFIX).bind("database", database).bind("prefix", prefix),
        row -> session.table(database, row.getString("name")));
  }

  boolean exists(TableName table) {
    return !session
        .query("Looking for " + table, TableFilter.one(EXISTS, table), row -> row.getString("name"))
        .isEmpty();
  }

  @Override
  public void restructure(WorkingTable own, StructureChange change) {
    TableName table = own.name();
    List<String> clauses = new ArrayList<>();
    session
        .query(
            "Listing indices and projections of " + table,
            TableFilter.one(SECONDARY, table),
            row -> row.getString("kind") + SqlName.of(row.getString("name")))
        .forEach(each -> clauses.add("DROP " + each));
    change.dropped().forEach(name -> clauses.add("DROP COLUMN " + SqlName.of(name)));
    change
        .retyped()
        .forEach(
            column -> clauses.add("MODIFY COLUMN " + SqlName.of(column.name()) + type(column)));
    change
        .added()
        .forEach(column -> clauses.add("ADD COLUMN " + SqlName.of(column.name()) + type(column)));
    if (!change.sortingKey().isEmpty()) {
      clauses.add("MODIFY ORDER BY (%s)".formatted(change.sortingKey()));
    }
    if (!clauses.isEmpty()) {
      session.execute(
          "Giving %s the structure of its target".formatted(table),
          Command.of("ALTER TABLE %s %s", SqlName.of(table), String.join(", ", clauses))
              .with("mutations_sync", "2")
              .with("alter_sync", "2"));
    }
  }

  /** From system.columns: a type as the server prints it is one that it reads. */
  private static String type(ColumnDescription column) {
    return " " + column.type();
  }

  @Override
  public String workingDatabase() {
    return workingDatabase;
  }

  @Override
  public void drop(WorkingTable table) {
    session.execute(
        "Dropping " + table,
        Command.of("DROP TABLE IF EXISTS %s SYNC".formatted(SqlName.of(table.name())))
            .with("max_table_size_to_drop", "0"));
  }

  @Override
  public void promote(TableName staging, TableName into, List<String> partitionIds) {
    Set<String> filled = partitionsOf(staging);
    partitions.apply(
        "Promoting %s into %s".formatted(staging, into),
        into,
        partitionIds.stream()
            .map(id ->
                filled.contains(id)
                    ? PartitionChange.Clause.replace(id, staging)
                    : PartitionChange.Clause.drop(id))
            .toList());
  }

  @Override
  public void assemble(
      WorkingTable own, List<TableName> staging, TableName into, List<String> partitionIds) {
    TableName assembly = own.name();
    List<PartitionChange.Clause> clauses = new ArrayList<>();
    for (TableName table : staging) {
      Set<String> filled = partitionsOf(table);
      partitionIds.stream()
          .filter(filled::contains)
          .forEach(id -> clauses.add(PartitionChange.Clause.attach(id, table)));
    }
    createNew(assembly, into);
    partitions.apply("Assembling " + assembly, assembly, clauses);
    promote(assembly, into, partitionIds);
    drop(own);
  }

  /** Partitions with rows; an error when the table is gone, which is not the same as empty. */
  Set<String> partitionsOf(TableName table) {
    return session
        .query(
            "Listing the partitions of " + table,
            TableFilter.one(STAGED, table),
            row ->
                java.util.Arrays.stream((Object[]) row.getArray("partitions").getArray())
                    .map(String::valueOf)
                    .collect(Collectors.toSet()))
        .stream()
        .findFirst()
        .orElseThrow(() -> KnownTables.unknown(table));
  }

  /** A table whose rows expire would change by itself. Any other may merge, as it always did. */
  private String settings(TableName like) {
    boolean expires =
        session
            .query(
                "Looking whether rows of %s expire".formatted(like),
                TableFilter.one(EXPIRES, like),
                row -> row.getBoolean("expires"))
            .contains(true);
    return expires ? " SETTINGS " + STILL : "";
  }

  private void create(String condition, TableName table, TableName like, String settings) {
    String doing = "Creating %s like %s".formatted(table, like);
    Command command =
        Command.of(
            "CREATE TABLE %s%s AS %s%s"
                .formatted(condition, SqlName.of(table), SqlName.of(like), settings));
    try {
      session.tryExecute(command);
    } catch (SQLException e) {
      if (EngineError.codeOf(e) != ErrorCodes.UNKNOWN_DATABASE) {
        throw session.failure(doing, ErrorCode.INTERNAL, e);
      }
      // Rare, and costs every other creation nothing.
      session.execute(
          "Creating the database " + table.database(),
          Command.of("CREATE DATABASE IF NOT EXISTS " + SqlName.of(table.database())));
      session.execute(doing, command);
    }
  }
}
