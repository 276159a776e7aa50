package io.hindcast.planner.simulation;

/** Once nothing goes wrong any more, every backfill ends within a bounded number of steps. */
final class Progress implements Invariant {
  private static final int CALM_MAX = 10_000;

  private int steps;

  @Override
  public void calm(Life life) {
    steps++;
    Invariant.require(steps <= CALM_MAX, () -> "Progress: no end is in sight: " + life.seen());
  }
}
