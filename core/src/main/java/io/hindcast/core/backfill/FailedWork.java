package io.hindcast.core.backfill;

import java.time.Instant;
import java.util.Optional;

/** What a failed backfill has computed, kept for a retry, within a transaction. */
public interface FailedWork {

  /** When the backfill ended; empty when it has not. */
  Optional<Instant> since();

  /** Whether it was given up: no retry begins any more, and its tables may be dropped. */
  boolean givenUp();

  /** Gives it up for good. The backfill must be locked. */
  void giveUp();
}
