package io.hindcast.planner.course;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.warehouse.AttemptRunner;
import java.util.UUID;

/** Counts what runs in the warehouse for a backfill, by the ids of the queries. */
public final class LiveQueries {
  private final AttemptRunner runner;
  private final String workingDatabase;

  /** On one warehouse. */
  public LiveQueries(AttemptRunner runner, String workingDatabase) {
    this.runner = runner;
    this.workingDatabase = workingDatabase;
  }

  /**
   * How many queries of the backfill's attempts run now.
   *
   * @throws io.hindcast.core.error.HindcastException when the warehouse does not answer
   */
  public int of(UUID backfillId) {
    return runner.runningQueries(new BackfillNames(backfillId, workingDatabase).queryIdPrefix());
  }
}
