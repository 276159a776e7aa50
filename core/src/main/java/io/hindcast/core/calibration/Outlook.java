package io.hindcast.core.calibration;

import java.util.Optional;

/**
 * What tasks will have taken when all of them are done, by what some of them took.
 *
 * @param basis where the measurement comes from
 * @param rowsPerSecond source rows that all slots together read in a second
 * @param secondsLeft until the last task is done
 * @param bytesToRead uncompressed source bytes, of all tasks
 * @param bytesToWrite bytes on disk, of all tasks
 * @param taskSeconds time that tasks run, added up over all of them
 */
public record Outlook(
    Basis basis,
    double rowsPerSecond,
    double secondsLeft,
    long bytesToRead,
    long bytesToWrite,
    double taskSeconds) {

  /** Where a measurement comes from. */
  public enum Basis {
    /** Tasks of the same backfill. */
    MEASURED,
    /** The newest earlier backfill of the same table. */
    ASSUMED
  }

  /**
   * What is left.
   *
   * @param rows source rows, as the plan estimates them
   * @param tasks how many
   * @param parallelism most tasks that run at the same time
   */
  public record Left(long rows, int tasks, int parallelism) {}

  /** That of a backfill under way; empty while nothing is measured. */
  public static Optional<Outlook> of(Measured done, Left left) {
    return of(Basis.MEASURED, done, left, done);
  }

  /** That of a backfill that has not begun, by another one of the table. */
  public static Optional<Outlook> assumed(Measured earlier, Left all) {
    return of(Basis.ASSUMED, earlier, all, Measured.NOTHING);
  }

  private static Optional<Outlook> of(Basis basis, Measured sample, Left left, Measured done) {
    double rate = sample.plannedRowsPerSecond();
    if (rate <= 0) {
      return Optional.empty();
    }
    double more = left.rows() / (double) sample.rowsPlanned();
    int slots = Math.max(1, Math.min(left.parallelism(), left.tasks()));
    return Optional.of(
        new Outlook(
            basis,
            rate * slots,
            left.rows() / (rate * slots),
            done.bytesRead() + Math.round(sample.bytesRead() * more),
            done.bytesWritten() + Math.round(sample.bytesWritten() * more),
            done.busy().toMillis() / 1000.0 + left.rows() / rate));
  }
}
