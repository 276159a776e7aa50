package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import java.util.Collection;
import java.util.List;

/**
 * Narrows system tables to some tables. Databases and names are filtered apart, which the server
 * does before it reads; the few pairs too many are for the caller to drop.
 */
final class TableFilter {
  private static final String DATABASES = "databases";
  private static final String TABLES = "tables";

  private TableFilter() {}

  /**
   * @param template SQL in which {@code %1$s} is the list of databases and {@code %2$s} of names
   */
  static Command bind(String template, Collection<TableName> tables) {
    List<String> databases = tables.stream().map(TableName::database).distinct().toList();
    List<String> names = tables.stream().map(TableName::table).distinct().toList();
    String sql =
        template.formatted(Command.list(DATABASES, databases), Command.list(TABLES, names));
    return Command.of(sql).bindList(DATABASES, databases).bindList(TABLES, names);
  }

  /** Binds {@code {database:String}} and {@code {table:String}}. */
  static Command one(String sql, TableName table) {
    return Command.of(sql).bind("database", table.database()).bind("table", table.table());
  }
}
