package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.NodeName;
import java.net.URI;
import java.time.Duration;

/**
 * How to reach a ClickHouse server.
 *
 * @param node how it is called where there are several; empty for the default one
 * @param url its HTTP endpoint, such as {@code http://127.0.0.1:8123}, without credentials
 * @param user who asks
 * @param password clear text; never printed
 * @param connectionsMax most HTTP connections that each of the four clients keeps
 * @param connectTimeout longest wait for a connection
 * @param queryTimeout longest run of one statement, transforms included
 * @param workingDatabase where Hindcast's own tables are: only these are dropped or renamed
 */
public record ClickHouseConfig(
    String node,
    URI url,
    String user,
    String password,
    int connectionsMax,
    Duration connectTimeout,
    Duration queryTimeout,
    String workingDatabase) {
  private static final String WORKING = "hindcast";
  private static final int CONNECTIONS = 32;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration QUERY = Duration.ofHours(6);

  /** Of a warehouse of one server. */
  public ClickHouseConfig(
      URI url,
      String user,
      String password,
      int connectionsMax,
      Duration connectTimeout,
      Duration queryTimeout) {
    this("", url, user, password, connectionsMax, connectTimeout, queryTimeout, WORKING);
  }

  /** Rejects what could never work, or would leak. */
  public ClickHouseConfig {
    if (!node.isEmpty()) {
      NodeName.require(node);
    }
    requireUrl(url);
    if (user.isBlank()) {
      throw new IllegalArgumentException("The ClickHouse user is empty");
    }
    if (connectionsMax < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 ClickHouse connection, found %d".formatted(connectionsMax));
    }
    if (!connectTimeout.isPositive() || !queryTimeout.isPositive()) {
      throw new IllegalArgumentException("ClickHouse timeouts must be longer than 0");
    }
  }

  /** The default limits: 32 connections, 5 s to connect, 6 h for a statement. */
  public static ClickHouseConfig of(URI url, String user, String password) {
    return new ClickHouseConfig(url, user, password, CONNECTIONS, CONNECT, QUERY);
  }

  /** The same with this many connections for each client. */
  public ClickHouseConfig withConnectionsMax(int value) {
    return new ClickHouseConfig(
        node, url, user, password, value, connectTimeout, queryTimeout, workingDatabase);
  }

  /** The same server as a node of this name. */
  public ClickHouseConfig named(String name) {
    return new ClickHouseConfig(
        name, url, user, password, connectionsMax, connectTimeout, queryTimeout, workingDatabase);
  }

  /** The same with Hindcast's own tables in this database; otherwise it is {@code hindcast}. */
  public ClickHouseConfig working(String database) {
    return new ClickHouseConfig(
        node, url, user, password, connectionsMax, connectTimeout, queryTimeout, database);
  }

  /** What is done, and on which node where there are several. */
  String at(String doing) {
    return node.isEmpty() ? doing : "%s on node %s".formatted(doing, node);
  }

  private static void requireUrl(URI url) {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "Expected the ClickHouse URL as http://host:port or https://host:port");
    }
    if (url.getUserInfo() != null || url.getQuery() != null) {
      throw new IllegalArgumentException(
          "The ClickHouse URL has credentials or parameters in it: set user and password instead");
    }
  }

  @Override
  public String toString() {
    return at("ClickHouse at %s as %s".formatted(url, user));
  }
}
