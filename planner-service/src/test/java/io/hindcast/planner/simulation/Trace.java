package io.hindcast.planner.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** The last steps of a life; only kept when it is lived again because it has failed. */
final class Trace {
  private static final int STEPS_MAX = 400;

  private final Deque<String> steps = new ArrayDeque<>();
  private final boolean kept;
  private long at;

  Trace(boolean kept) {
    this.kept = kept;
  }

  void note(Supplier<String> step) {
    at++;
    if (kept) {
      if (steps.size() == STEPS_MAX) {
        steps.removeFirst();
      }
      steps.add("%6d  %s".formatted(at, step.get()));
    }
  }

  @Override
  public String toString() {
    return String.join("\n", steps);
  }
}
