package io.hindcast.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Figures() {}

  /** {@code 1,234,567}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1,234,567 rows/s}; {@code -} when nothing was measured. */
  public static String rate(double rowsPerSecond) {
    return rowsPerSecond > 0 ? count(Math.round(rowsPerSecond)) + " rows/s" : "-";
  }

  /** {@code 12.3 MiB}. */
  public static String bytes(long value) {
    double rest = value;
    int unit = 0;
    while (rest >= 1024 && unit < BYTE_UNITS.length - 1) {
      rest /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", rest, BYTE_UNITS[unit]);
  }

  /** {@code 12.34 EUR}. */
  public static String money(double amount, String currency) {
    return String.format(Locale.ROOT, "%,.2f %s", amount, currency).strip();
  }

  /** {@code 1 %}, {@code 12.5 %}. */
  public static String percent(double value) {
    String pattern = value == Math.rint(value) ? "%.0f %%" : "%.1f %%";
    return String.format(Locale.ROOT, pattern, value);
  }

  /** {@code 850 ms}, {@code 4.2 s}, {@code 2 m 05 s}, {@code 3 h 04 m}. */
  public static String duration(Duration time) {
    long seconds = time.toSeconds();
    if (time.toMillis() < 1_000) {
      return time.toMillis() + " ms";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
    if (seconds < 3_600) {
      return String.format(Locale.ROOT, "%d m %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d m", seconds / 3_600, seconds % 3_600 / 60);
  }

  /** As {@link #duration} of so many seconds. */
  public static String seconds(double value) {
    return duration(Duration.ofMillis(Math.round(value * 1_000)));
  }
}
