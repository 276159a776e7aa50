package io.hindcast.control.planner;

import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.FailedWork;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The columns of the table backfill that tell whether it can be retried. */
final class PostgresFailedWork implements FailedWork {
  private static final String SINCE =
      "SELECT finished_at FROM backfill WHERE id = ? AND finished_at IS NOT NULL";
  private static final String GIVEN_UP = "SELECT given_up FROM backfill WHERE id = ?";
  private static final String GIVE_UP = "UPDATE backfill SET given_up = true WHERE id = ?";

  private final Transaction tx;
  private final UUID id;

  PostgresFailedWork(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  @Override
  public Optional<Instant> since() {
    return tx.first(SINCE, row -> row.instant("finished_at"), id);
  }

  @Override
  public boolean givenUp() {
    return tx.first(GIVEN_UP, row -> row.flag("given_up"), id).orElse(true);
  }

  @Override
  public void giveUp() {
    tx.update(GIVE_UP, id);
  }
}
