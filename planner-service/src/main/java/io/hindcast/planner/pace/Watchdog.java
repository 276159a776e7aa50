package io.hindcast.planner.pace;

import io.hindcast.core.pace.PaceWatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Knows when this planner has last looked at the pace of everything that runs. */
public final class Watchdog {
  private final Pools pools;
  private final InstantSource clock;
  private volatile Instant looked;

  /** A planner that has just started counts as one that has looked. */
  public Watchdog(Pools pools, InstantSource clock) {
    this.pools = pools;
    this.clock = clock;
    this.looked = clock.instant();
  }

  /** A look is complete. */
  void looked() {
    looked = clock.instant();
  }

  PaceWatch watch() {
    return new PaceWatch(looked, pools.rhythm().watchdog());
  }

  /** What is wrong, for readiness and the doctor. */
  public Optional<String> problem() {
    return watch().problem(clock.instant());
  }

  /** When it was, for the doctor. */
  public String sentence() {
    return watch().sentence(clock.instant());
  }
}
