package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.FailedWork;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What one failed backfill has computed. */
final class InMemoryFailedWork implements FailedWork {
  private final Tables tables;
  private final UUID id;

  InMemoryFailedWork(Tables tables, UUID id) {
    this.tables = tables;
    this.id = id;
  }

  @Override
  public Optional<Instant> since() {
    return tables.finished.find(id);
  }

  @Override
  public boolean givenUp() {
    return !tables.backfills.has(id) || tables.givenUp.has(id);
  }

  @Override
  public void giveUp() {
    tables.requireLocked(id);
    tables.givenUp.put(id, true);
  }
}
