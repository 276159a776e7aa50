package io.hindcast.control.planner;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.TestDatabase;
import io.hindcast.control.migration.Migrations;

/** A migrated schema of its own with backfills in it. */
final class PostgresBackfills extends TestBackfills {
  private final Database database;

  private PostgresBackfills(Database database) {
    super(new PostgresBackfillStore(database));
    this.database = database;
  }

  static PostgresBackfills migrated() {
    Database database = TestDatabase.open();
    Migrations.migrate(database, "planner");
    return new PostgresBackfills(database);
  }

  Database database() {
    return database;
  }
}
