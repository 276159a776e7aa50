package io.hindcast.control.planner;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresPaceTableIT extends PaceTableContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();

  PostgresPaceTableIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }
}
