package io.hindcast.core.pace;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What one backfill has used up, minute by minute, within one transaction that has locked its pool.
 * A minute is settled when nothing can be added to it any more.
 */
public interface UsageLedger {

  /** The end of the last minute that is settled; empty before the first one. */
  Optional<Instant> settledUntil();

  /** Settled usage over the whole life. */
  Usage settled();

  /** Settled usage of minutes that began at an instant or later, at most an hour back. */
  Usage settledSince(Instant instant);

  /** Adds minutes; all of them, and all before, are settled then. */
  void settle(Collection<MinuteUsage> minutes, Instant until);
}
