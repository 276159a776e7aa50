package io.hindcast.control.planner;

import io.hindcast.control.database.Database;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import java.util.function.Function;

/** Backfills in the schema {@code planner}. */
public final class PostgresBackfillStore implements BackfillStore {
  private final Database database;

  /** On a database whose schema is migrated. */
  public PostgresBackfillStore(Database database) {
    this.database = database;
  }

  @Override
  public <T> T inTransaction(Function<BackfillTransaction, T> body) {
    return database.inTransaction(tx -> body.apply(new PostgresBackfillTransaction(tx)));
  }
}
