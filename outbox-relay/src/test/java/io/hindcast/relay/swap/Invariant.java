package io.hindcast.relay.swap;

import io.hindcast.core.swap.SwapState;

/** What must hold when a simulated swap has ended. */
interface Invariant {

  void check(SwapSimulation simulation, SwapState.Terminal outcome);
}
