package io.hindcast.warehouse.clickhouse;

import com.clickhouse.jdbc.ConnectionImpl;
import com.clickhouse.jdbc.StatementImpl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Makes statements of one client of a server. The one connection serves all threads: it is a client
 * with a pool of HTTP connections and holds no state at the server.
 */
final class Connector implements AutoCloseable {
  private final ClickHouseConfig config;
  private @Nullable Connection connection;

  Connector(ClickHouseConfig config) {
    this.config = config;
  }

  /**
   * A statement with what the command has beside its text.
   *
   * @param queryId empty for one that the driver makes up
   */
  Statement statement(Command command, String queryId) throws SQLException {
    Statement statement = connection().createStatement();
    var settings = statement.unwrap(StatementImpl.class).getLocalSettings();
    settings.setOption(DriverSettings.PARAMETERS, command.parameters());
    if (command.isLong()) {
      settings.setOption(DriverSettings.PARAMETERS_IN_BODY, true);
    }
    if (!queryId.isEmpty()) {
      settings.setQueryId(queryId);
    }
    command.settings().forEach(settings::serverSetting);
    return statement;
  }

  private synchronized Connection connection() throws SQLException {
    if (connection == null) {
      Properties properties = new Properties();
      properties.putAll(DriverSettings.of(config));
      properties.setProperty("custom_http_params", "wait_end_of_query=1");
      connection = new ConnectionImpl("jdbc:clickhouse:" + config.url(), properties);
    }
    return connection;
  }

  @Override
  public synchronized void close() throws SQLException {
    if (connection != null) {
      try {
        connection.close();
      } finally {
        connection = null;
      }
    }
  }
}
