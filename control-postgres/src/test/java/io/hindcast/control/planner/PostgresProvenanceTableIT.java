package io.hindcast.control.planner;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresProvenanceTableIT extends ProvenanceTableContract {
  private static final PostgresBackfills BACKFILLS = PostgresBackfills.migrated();

  PostgresProvenanceTableIT() {
    super(BACKFILLS);
  }

  @AfterAll
  static void close() {
    BACKFILLS.database().close();
  }
}
