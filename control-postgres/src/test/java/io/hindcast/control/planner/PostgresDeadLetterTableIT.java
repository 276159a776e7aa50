package io.hindcast.control.planner;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresDeadLetterTableIT extends DeadLetterTableContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();

  PostgresDeadLetterTableIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }
}
