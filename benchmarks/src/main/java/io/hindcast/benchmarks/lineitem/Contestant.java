package io.hindcast.benchmarks.lineitem;

import io.hindcast.benchmarks.course.BackfillRun;
import java.util.Optional;

/** A way to make the target right. */
interface Contestant {
  /** As it is called in the report. */
  String name();

  /** Does it; returns when the right content is live. The caller measures. */
  Aftermath run();

  /** What there is to do and to tell when the time has been taken. */
  @FunctionalInterface
  interface Aftermath {
    /** Cleans up; tells how the backfill went, if it was one. */
    Optional<BackfillRun> settle();
  }
}
