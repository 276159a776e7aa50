package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.plan.OrderDependence;
import io.hindcast.core.plan.TableColumn;
import io.hindcast.warehouse.AttemptOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Which statements have to insert their rows one after the other, by the engine of the table. */
final class InsertOrder {
  private static final String ENGINE =
      """
      SELECT engine_full AS definition, sorting_key,
        (SELECT groupArray((name, type)) FROM system.columns
          WHERE database = {database:String} AND table = {table:String}) AS columns,
        arrayMap(column -> column.1, columns) AS names,
        arrayMap(column -> column.2, columns) AS types
      FROM system.tables
      WHERE database = {database:String} AND name = {table:String}
      """;

  private final JdbcSession session;

  InsertOrder(JdbcSession session) {
    this.session = session;
  }

  /** What the statement needs, of the staging table's engine; empty where no order shows. */
  Map<String, String> settings(AttemptOrder order) {
    return session
        .query(
            "Asking for the engine of " + order.staging(),
            TableFilter.one(ENGINE, order.staging()),
            row -> settings(order, row))
        .stream()
        .findFirst()
        .orElseThrow(() -> KnownTables.unknown(order.staging()));
  }

  private static Map<String, String> settings(AttemptOrder order, ResultSet row)
      throws SQLException {
    String sortingKey = row.getString("sorting_key");
    return OrderDependence.of(row.getString("definition"), sortingKey, columns(row)).isPresent()
        ? OrderDependence.settings(order.sql(), sortingKey)
        : Map.of();
  }

  private static List<TableColumn> columns(ResultSet row) throws SQLException {
    List<String> names = texts(row, "names");
    List<String> types = texts(row, "types");
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new TableColumn(names.get(i), types.get(i), true, false));
    }
    return columns;
  }

  private static List<String> texts(ResultSet row, String name) throws SQLException {
    return Arrays.stream((Object[]) row.getArray(name).getArray()).map(String::valueOf).toList();
  }
}
