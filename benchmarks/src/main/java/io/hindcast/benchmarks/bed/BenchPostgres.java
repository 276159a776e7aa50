package io.hindcast.benchmarks.bed;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.postgres.PostgresOptions;

/** A fresh PostgreSQL with the planner's schema; everything is gone when it is closed. */
public final class BenchPostgres implements AutoCloseable {
  private static final String SCHEMA = "planner";
  private static final int CONNECTIONS = 2;

  private final BenchDirectory directory;
  private final LocalPostgres server;
  private final Database database;

  private BenchPostgres(BenchDirectory directory, LocalPostgres server) {
    this.directory = directory;
    this.server = server;
    this.database =
        Database.open(
            new DatabaseSettings(
                server.jdbcUrl(), server.user(), server.password(), CONNECTIONS, SCHEMA));
  }

  /** Starts it in a temporary directory and migrates it. */
  public static BenchPostgres start() {
    BenchDirectory directory = BenchDirectory.create();
    try {
      LocalPostgres server =
          LocalPostgres.start(PostgresOptions.in(directory.path().resolve("postgres")));
      BenchPostgres postgres = new BenchPostgres(directory, server);
      Migrations.migrate(postgres.database, SCHEMA);
      return postgres;
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** The planner's schema. */
  public Database database() {
    return database;
  }

  @Override
  public void close() {
    try (directory;
        server;
        database) {
      // Closed in reverse order, each even when another fails.
    }
  }
}
