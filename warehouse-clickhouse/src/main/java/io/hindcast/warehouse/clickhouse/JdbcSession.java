package io.hindcast.warehouse.clickhouse;

import com.clickhouse.jdbc.ConnectionImpl;
import com.clickhouse.jdbc.StatementImpl;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements through JDBC. One connection serves all threads: it is a client with a pool of
 * HTTP connections and holds no state at the server; each call has a statement of its own. Answers
 * are complete before they are read, so an error in mid-way is an error and never a short answer.
 */
final class JdbcSession implements AutoCloseable {
  private final ClickHouseConfig config;
  private final Pins pins;
  private @Nullable Connection connection;

  JdbcSession(ClickHouseConfig config) {
    this.config = config;
    pins = new Pins(this::knownSettings);
  }

  /** What each statement is sent with. */
  Pins pins() {
    return pins;
  }

  private List<String> knownSettings() throws SQLException {
    try (Statement statement = bare(Pins.KNOWN);
        ResultSet rows = statement.executeQuery(Pins.KNOWN.sql())) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  /**
   * All rows of a query.
   *
   * @param doing what the caller wants, for the error's message
   * @param otherwise the error's code where the engine's says nothing special
   */
  <T> List<T> query(String doing, ErrorCode otherwise, Command command, RowReader<T> reader) {
    try (Statement statement = prepare(command);
        ResultSet rows = statement.executeQuery(command.sql())) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failure(doing, otherwise, e);
    }
  }

  <T> List<T> query(String doing, Command command, RowReader<T> reader) {
    return query(doing, ErrorCode.INTERNAL, command, reader);
  }

  /** Runs a statement that answers nothing. */
  void execute(String doing, Command command) {
    try {
      tryExecute(command);
    } catch (SQLException e) {
      throw failure(doing, ErrorCode.INTERNAL, e);
    }
  }

  /** As {@link #execute}, for callers that know what to do about an error. */
  void tryExecute(Command command) throws SQLException {
    try (Statement statement = prepare(command)) {
      statement.execute(command.sql());
    }
  }

  /** The node that this is a session with; empty for the default one. */
  String node() {
    return config.node();
  }

  /** A table of the node. */
  TableName table(String database, String table) {
    return new TableName(config.node(), database, table);
  }

  /** A table of the node, named by two columns. */
  TableName table(ResultSet row, String database, String table) throws SQLException {
    return table(row.getString(database), row.getString(table));
  }

  /** What an error means to the caller. */
  HindcastException failure(String doing, ErrorCode otherwise, SQLException e) {
    return EngineError.translate(config.at(doing), otherwise, e);
  }

  private Statement prepare(Command command) throws SQLException {
    return bare(command.withAll(pins.values()));
  }

  private Statement bare(Command command) throws SQLException {
    Statement statement = connection().createStatement();
    var settings = statement.unwrap(StatementImpl.class).getLocalSettings();
    settings.setOption(DriverSettings.PARAMETERS, command.parameters());
    if (command.isLong()) {
      settings.setOption(DriverSettings.PARAMETERS_IN_BODY, true);
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
  public synchronized void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw failure("Closing the connection", ErrorCode.INTERNAL, e);
      } finally {
        connection = null;
      }
    }
  }
}
