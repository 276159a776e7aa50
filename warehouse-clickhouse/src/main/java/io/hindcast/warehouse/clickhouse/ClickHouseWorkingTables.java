package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.WorkingTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

  private final JdbcSession session;
  private final PartitionChange partitions;

  ClickHouseWorkingTables(JdbcSession session, PartitionChange partitions) {
    this.session = session;
    this.partitions = partitions;
  }

  @Override
  public void createLike(TableName table, TableName like) {
    create("IF NOT EXISTS ", table, like);
  }

  /** As {@link #createLike}, but a table of that name is an error. */
  void createNew(TableName table, TableName like) {
    create("", table, like);
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
  public void drop(TableName table) {
    session.execute(
        "Dropping " + table,
        Command.of("DROP TABLE IF EXISTS %s SYNC".formatted(SqlName.of(table)))
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
      TableName assembly, List<TableName> staging, TableName into, List<String> partitionIds) {
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
    drop(assembly);
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

  private void create(String condition, TableName table, TableName like) {
    String doing = "Creating %s like %s".formatted(table, like);
    Command command =
        Command.of(
            "CREATE TABLE %s%s AS %s".formatted(condition, SqlName.of(table), SqlName.of(like)));
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
