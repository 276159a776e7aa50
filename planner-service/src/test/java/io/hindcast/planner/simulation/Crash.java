package io.hindcast.planner.simulation;

/** The planner's process is gone. An error, so that nothing in it takes this for a failure. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("The planner has crashed", null, false, false);
  }
}
