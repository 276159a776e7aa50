package io.hindcast.relay.swap;

/** What must hold when a simulated swap has ended. */
interface Invariant {

  void check(SwapSimulation.Ended ended);
}
