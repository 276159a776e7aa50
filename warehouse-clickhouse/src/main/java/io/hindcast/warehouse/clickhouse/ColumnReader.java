package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.ColumnDescription.Kind;
import java.util.List;
import java.util.Set;

/** Reads a table's columns. */
final class ColumnReader {
  private static final String COLUMNS =
      """
      SELECT name, type, default_kind, default_expression
      FROM system.columns
      WHERE database = {database:String} AND table = {table:String}
      ORDER BY position
      """;

  private static final Set<Kind> STORED = Set.of(Kind.ORDINARY, Kind.DEFAULT, Kind.MATERIALIZED);

  private final JdbcSession session;

  ColumnReader(JdbcSession session) {
    this.session = session;
  }

  /** All columns in their order; empty when there is no such table. */
  List<ColumnDescription> of(TableName table) {
    return session.query(
        "Listing the columns of " + table,
        TableFilter.one(COLUMNS, table),
        row ->
            new ColumnDescription(
                row.getString("name"),
                row.getString("type"),
                kind(row.getString("default_kind")),
                row.getString("default_expression")));
  }

  /** The columns whose values are on disk; an error when there is no such table. */
  List<ColumnDescription> stored(TableName table) {
    List<ColumnDescription> all = of(table);
    if (all.isEmpty()) {
      throw KnownTables.unknown(table);
    }
    return all.stream().filter(column -> STORED.contains(column.kind())).toList();
  }

  private static Kind kind(String defaultKind) {
    return defaultKind.isEmpty() ? Kind.ORDINARY : Kind.valueOf(defaultKind);
  }
}
