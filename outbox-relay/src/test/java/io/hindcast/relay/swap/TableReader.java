package io.hindcast.relay.swap;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One client that reads numbers from the server. */
interface TableReader extends AutoCloseable {

  /**
   * The first row of the answer.
   *
   * @throws SQLException when the server refuses
   */
  long[] row(String query, int columns) throws SQLException;

  @Override
  default void close() throws SQLException {}

  /** Through the JDBC driver. */
  static TableReader jdbc() throws SQLException {
    LocalClickHouse server = SharedServers.clickhouse();
    String url = "jdbc:clickhouse:" + server.url();
    return new Jdbc(DriverManager.getConnection(url, server.user(), server.password()));
  }

  /** Through the HTTP interface. */
  static TableReader http() {
    return (query, columns) -> {
      String[] values = ClickHouseSql.lines(query).getFirst().split("\t", -1);
      long[] row = new long[columns];
      for (int i = 0; i < columns; i++) {
        row[i] = Long.parseLong(values[i]);
      }
      return row;
    };
  }

  /** One connection, one statement after the other. */
  record Jdbc(Connection connection) implements TableReader {
    @Override
    public long[] row(String query, int columns) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(query)) {
        result.next();
        long[] row = new long[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getLong(i + 1);
        }
        return row;
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
