package io.hindcast.benchmarks.lineitem;

import io.hindcast.benchmarks.course.Backfills;
import java.util.Optional;

/** Hindcast from end to end: from the request on one topic to the event on another. */
record HindcastBackfill(String name, Backfills backfills, String spec) implements Contestant {

  @Override
  public Aftermath run() {
    Backfills.Finished finished = backfills.run(spec);
    return () -> Optional.of(finished.settled());
  }
}
