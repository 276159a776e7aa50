package io.hindcast.core.status;

import java.util.Locale;

/**
 * How much room a disk has left.
 *
 * @param free bytes that may still be written
 * @param total bytes of the whole disk; 0 when nobody knows
 */
public record DiskRoom(long free, long total) {
  private static final long GIB = 1L << 30;
  private static final double FULL_SHARE = 0.01;
  private static final double LITTLE_SHARE = 0.1;

  /** What is to be thought of it. */
  public enum Level {
    /** There is room. */
    ENOUGH,
    /** Less than a tenth is free. */
    LITTLE,
    /** Less than a hundredth or 1 GiB is free: writes fail soon, or do already. */
    FULL
  }

  /** What is to be thought of it. */
  public Level level() {
    if (free < GIB || free < total * FULL_SHARE) {
      return Level.FULL;
    }
    return free < total * LITTLE_SHARE ? Level.LITTLE : Level.ENOUGH;
  }

  /** The figures, and what to do about them unless there is room. */
  public String sentence() {
    String figures =
        total > 0
            ? String.format(
                Locale.ROOT, "%,d of %,d bytes free (%.1f %%)", free, total, 100.0 * free / total)
            : String.format(Locale.ROOT, "%,d bytes free", free);
    return switch (level()) {
      case ENOUGH -> figures;
      case LITTLE -> figures + ": less than 10 %; make room before large backfills";
      case FULL ->
          figures + ": expected at least 1 % and 1 GiB; make room, or backfills and merges fail";
    };
  }
}
