package io.hindcast.relay.swap;

import io.hindcast.relay.swap.CrashPoint.Moment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Rows arrive at each step, and at one of them something dies, once. */
final class Interruption implements StepHook {
  private final @Nullable CrashPoint point;
  private final Arrivals arrivals;
  private final Runnable death;
  private final List<String> steps = new CopyOnWriteArrayList<>();
  private volatile boolean happened;

  Interruption(@Nullable CrashPoint point, Arrivals arrivals, Runnable death) {
    this.point = point;
    this.arrivals = arrivals;
    this.death = death;
  }

  /** Nothing dies. */
  static Interruption none(Arrivals arrivals) {
    return new Interruption(null, arrivals, () -> {});
  }

  @Override
  public void before(String step) {
    steps.add(step);
    arrivals.come();
    if (step.equals("EXCHANGING")) { // In flight when the tables change names.
      arrivals.straggle();
    }
    dieAt(step, Moment.BEFORE);
  }

  @Override
  public void after(String step) {
    dieAt(step, Moment.AFTER);
  }

  private void dieAt(String step, Moment moment) {
    if (!happened && new CrashPoint(step, moment).equals(point)) {
      happened = true;
      death.run();
    }
  }

  boolean happened() {
    return happened;
  }

  /** Every step that was stored, in order. */
  List<String> steps() {
    return List.copyOf(steps);
  }
}
