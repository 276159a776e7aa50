package io.hindcast.control.planner;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresTaskTableIT extends TaskTableContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();

  PostgresTaskTableIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }
}
