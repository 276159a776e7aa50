package io.hindcast.core.calibration;

import java.util.OptionalLong;

/** What is known of the speed of one backfill's tasks, within a transaction. */
public interface CalibrationTable {

  /** What the promoted tasks of a pass took. */
  Measured measured(int pass);

  /** The size that was found last, in estimated source rows per task. */
  OptionalLong rowsPerTask();

  /** Keeps a size. */
  void resized(long rowsPerTask);
}
