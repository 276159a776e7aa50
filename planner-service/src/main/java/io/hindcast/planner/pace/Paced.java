package io.hindcast.planner.pace;

import io.hindcast.core.pace.Pace;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Pacing;

/** A running backfill: how fast it may go, and what its spec says about that. */
record Paced(Pace pace, BackfillSpec spec) {
  Pacing pacing() {
    return spec.pacing();
  }
}
