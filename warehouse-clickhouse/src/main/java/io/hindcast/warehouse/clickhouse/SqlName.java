package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** The only way by which a name gets into SQL. */
final class SqlName {
  private SqlName() {}

  /** A column's, table's or database's name as a quoted identifier. */
  static String of(String name) {
    // In backticks ClickHouse reads backslash escapes; nothing else ends or changes the name.
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /** A table's full name as a quoted identifier. */
  static String of(TableName table) {
    return of(table.database()) + "." + of(table.table());
  }

  /** Quoted identifiers with commas between. */
  static String list(Collection<String> names) {
    return names.stream().map(SqlName::of).collect(Collectors.joining(", "));
  }
}
