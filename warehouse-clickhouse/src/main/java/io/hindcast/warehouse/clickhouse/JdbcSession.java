package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs statements through JDBC; each call has a statement of its own. Answers are complete before
 * they are read, so an error in mid-way is an error and never a short answer.
 */
final class JdbcSession implements AutoCloseable {
  private final ClickHouseConfig config;
  private final Connector connector;
  private final StatementRunner runner;
  private final Pins pins;

  JdbcSession(ClickHouseConfig config) {
    this.config = config;
    connector = new Connector(config);
    runner = StatementRunner.PLAIN;
    pins = new Pins(() -> knownSettings(connector));
  }

  private JdbcSession(JdbcSession other, Connector connector, StatementRunner runner) {
    this.config = other.config;
    this.connector = connector;
    this.runner = runner;
    this.pins = other.pins;
  }

  /** A session with the same server, whose statements wait for none of this one's. */
  JdbcSession beside() {
    return new JdbcSession(this, new Connector(config), runner);
  }

  /** The same session with other manners; whoever closes the one closes the other. */
  JdbcSession with(StatementRunner manners) {
    return new JdbcSession(this, connector, manners);
  }

  /** What each statement is sent with. */
  Pins pins() {
    return pins;
  }

  private static List<String> knownSettings(Connector connector) throws SQLException {
    return rows(connector, Pins.KNOWN, "", row -> row.getString(1));
  }

  /**
   * All rows of a query.
   *
   * @param doing what the caller wants, for the error's message
   * @param otherwise the error's code where the engine's says nothing special
   */
  <T> List<T> query(String doing, ErrorCode otherwise, Command command, RowReader<T> reader) {
    try {
      return runner.run(
          config.at(doing),
          command,
          (bounded, queryId) -> rows(connector, pinned(bounded), queryId, reader));
    } catch (SQLException e) {
      throw failure(doing, otherwise, e);
    }
  }

  <T> List<T> query(String doing, Command command, RowReader<T> reader) {
    return query(doing, ErrorCode.INTERNAL, command, reader);
  }

  /**
   * All rows of a user's question; it only reads, and an error says nothing of what it has read.
   *
   * @param otherwise the error's code where the engine's says nothing special
   */
  <T> List<T> question(String doing, ErrorCode otherwise, Command command, RowReader<T> reader) {
    try {
      return runner.run(
          config.at(doing),
          command.readingOnly(),
          (bounded, queryId) -> rows(connector, pinned(bounded), queryId, reader));
    } catch (SQLException e) {
      throw EngineError.brief(config.at(doing), otherwise, e);
    }
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
    boolean unused =
        runner.run(
            "A statement",
            command,
            (bounded, queryId) -> {
              try (Statement statement = connector.statement(pinned(bounded), queryId)) {
                return statement.execute(bounded.sql());
              }
            });
  }

  private static <T> List<T> rows(
      Connector connector, Command command, String queryId, RowReader<T> reader)
      throws SQLException {
    try (Statement statement = connector.statement(command, queryId);
        ResultSet rows = statement.executeQuery(command.sql())) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  private Command pinned(Command command) throws SQLException {
    return command.withAll(pins.values());
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

  @Override
  public void close() {
    try {
      connector.close();
    } catch (SQLException e) {
      throw failure("Closing the connection", ErrorCode.INTERNAL, e);
    }
  }
}
