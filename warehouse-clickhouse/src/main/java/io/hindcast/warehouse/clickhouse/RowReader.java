package io.hindcast.warehouse.clickhouse;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the row that a result stands on. */
@FunctionalInterface
interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
