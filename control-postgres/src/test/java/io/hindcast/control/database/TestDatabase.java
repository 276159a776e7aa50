package io.hindcast.control.database;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import java.util.UUID;

/** Databases on the shared server, each with a schema of its own. */
public final class TestDatabase {
  private TestDatabase() {}

  /** A pool on a schema that does not exist yet; the migrations create it. */
  public static Database open() {
    return open("t_" + UUID.randomUUID().toString().replace('-', '_'));
  }

  /** A second pool on a schema. */
  public static Database open(String schema) {
    LocalPostgres server = SharedServers.postgres();
    return Database.open(
        new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 4, schema));
  }
}
