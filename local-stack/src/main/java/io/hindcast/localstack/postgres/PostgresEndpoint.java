package io.hindcast.localstack.postgres;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Where a server listens and how to sign in; its text form hides the password. */
record PostgresEndpoint(String jdbcUrl, String user, String password) {
  private static final int CONNECT_SECONDS = 5;
  private static final int DEFAULT_PORT = 5432;
  private static final String LOOPBACK = "127.0.0.1";

  /** A server on this machine. */
  static PostgresEndpoint local(int port, String database, String user, String password) {
    return new PostgresEndpoint(url(port, database), user, password);
  }

  /** The same server, another database; parameters of the address are dropped. */
  PostgresEndpoint withDatabase(String value) {
    return new PostgresEndpoint(url(port(), value), user, password);
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://" + LOOPBACK + ":" + port + "/" + database;
  }

  String host() {
    return address().getHost();
  }

  int port() {
    int port = address().getPort();
    return port < 0 ? DEFAULT_PORT : port;
  }

  String database() {
    return address().getPath().substring(1);
  }

  private URI address() {
    return URI.create(jdbcUrl.substring("jdbc:".length()));
  }

  /** Whether it accepts connections. */
  boolean serves() {
    try (Connection connection = connect()) {
      return connection.isValid(CONNECT_SECONDS);
    } catch (SQLException e) {
      // Not yet; the caller asks again until its own time is up.
      return false;
    }
  }

  /** Creates a database unless it is there. */
  void create(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String query = "SELECT 1 FROM pg_database WHERE datname = '" + name + "'";
      try (ResultSet found = statement.executeQuery(query)) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + name);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.put("user", user);
    properties.put("password", password);
    properties.put("connectTimeout", Integer.toString(CONNECT_SECONDS));
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  @Override
  public String toString() {
    return host() + ":" + port() + "/" + database() + " as " + user;
  }
}
