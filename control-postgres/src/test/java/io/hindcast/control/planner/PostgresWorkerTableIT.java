package io.hindcast.control.planner;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresWorkerTableIT extends WorkerTableContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();

  PostgresWorkerTableIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }
}
