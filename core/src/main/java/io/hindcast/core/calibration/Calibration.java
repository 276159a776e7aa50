package io.hindcast.core.calibration;

import io.hindcast.core.spec.Execution;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the size at which a task takes the wanted time. The rate is a ratio of sums, so that a
 * single slow task weighs no more than its share; a step is bounded, so that a wrong measurement
 * does no lasting harm; a small one is not taken, so that noise changes nothing.
 */
public final class Calibration {
  /** Largest factor between the sizes before and after, in either direction. */
  public static final long STEP_MAX = 8;

  /** Least evidence: so many tasks, or so many rows. */
  static final int TASKS_MIN = 3;

  static final long ROWS_MIN = 1_000_000;

  /** A size that is off by no more than this share is kept. */
  static final double TOLERANCE = 0.25;

  private Calibration() {}

  /**
   * A new size.
   *
   * @param before estimated source rows per task so far
   * @param after the same from now on
   * @param measured what it follows from
   */
  public record Resize(long before, long after, Measured measured) {
    /** For people. */
    public String message() {
      return String.format(
          Locale.ROOT,
          "%,.0f rows/s in each of %,d tasks: %,d -> %,d rows per task",
          measured.rowsPerSecond(),
          measured.tasks(),
          before,
          after);
    }
  }

  /**
   * The size of further tasks.
   *
   * @param rowsPerTask the present size, in estimated source rows
   * @param measured the tasks of the newest wave
   * @param wanted how long a task should take; zero when sizes are not to change
   * @return empty when the present size is good enough, or too little is known
   */
  public static Optional<Resize> resize(long rowsPerTask, Measured measured, Duration wanted) {
    if (wanted.isZero() || !isEvidence(measured)) {
      return Optional.empty();
    }
    double ideal = measured.plannedRowsPerSecond() * wanted.toMillis() / 1000.0;
    if (Math.abs(ideal - rowsPerTask) <= TOLERANCE * rowsPerTask) {
      return Optional.empty();
    }
    long lowest = Math.max(Execution.ROWS_PER_TASK.min(), Math.ceilDiv(rowsPerTask, STEP_MAX));
    long highest = Math.min(Execution.ROWS_PER_TASK.max(), rowsPerTask * STEP_MAX);
    long next = Math.clamp(Math.round(ideal), lowest, highest);
    return next == rowsPerTask
        ? Optional.empty()
        : Optional.of(new Resize(rowsPerTask, next, measured));
  }

  private static boolean isEvidence(Measured measured) {
    return measured.rowsPlanned() > 0
        && !measured.busy().isZero()
        && (measured.tasks() >= TASKS_MIN || measured.rowsPlanned() >= ROWS_MIN);
  }
}
