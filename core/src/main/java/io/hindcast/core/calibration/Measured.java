package io.hindcast.core.calibration;

import java.time.Duration;

/**
 * What accepted attempts of some tasks took together.
 *
 * @param tasks how many
 * @param rowsPlanned source rows that the plan estimated for them
 * @param rowsRead source rows that they read
 * @param bytesRead uncompressed source bytes that they read
 * @param rowsWritten rows of the target
 * @param bytesWritten bytes on disk
 * @param busy time that they ran, added up
 */
public record Measured(
    int tasks,
    long rowsPlanned,
    long rowsRead,
    long bytesRead,
    long rowsWritten,
    long bytesWritten,
    Duration busy) {

  /** Nothing. */
  public static final Measured NOTHING = new Measured(0, 0, 0, 0, 0, 0, Duration.ZERO);

  /** Rows that one task reads in a second, as the plan counts them; 0 where nothing is known. */
  public double plannedRowsPerSecond() {
    return perSecond(rowsPlanned);
  }

  /** Rows that one task reads in a second; 0 where nothing is known. */
  public double rowsPerSecond() {
    return perSecond(rowsRead);
  }

  private double perSecond(long rows) {
    return busy.isZero() ? 0 : rows * 1000.0 / Math.max(1, busy.toMillis());
  }
}
