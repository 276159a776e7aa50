package io.hindcast.relay.outbox;

import java.net.URI;

/** The parts of a JDBC URL, which Debezium wants one by one. */
record PostgresAddress(String host, int port, String database) {
  private static final String SCHEME = "jdbc:";
  private static final int PORT = 5432;

  /**
   * Reads {@code jdbc:postgresql://host:port/database?…}; the parameters are left out.
   *
   * @throws IllegalArgumentException for several hosts or no database
   */
  static PostgresAddress of(String jdbcUrl) {
    URI uri = URI.create(jdbcUrl.substring(SCHEME.length()));
    String path = uri.getPath();
    if (uri.getHost() == null || path == null || path.length() < 2) {
      throw new IllegalArgumentException(
          "Cannot find one host and a database in '%s': expected jdbc:postgresql://host:port/name"
              .formatted(jdbcUrl));
    }
    return new PostgresAddress(
        uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort(), path.substring(1));
  }
}
