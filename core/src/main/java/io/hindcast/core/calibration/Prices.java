package io.hindcast.core.calibration;

import java.util.Optional;

/**
 * What work costs.
 *
 * @param taskHour an hour of one running task; 0 when that costs nothing
 * @param terabyteRead 10^12 uncompressed source bytes; 0 when that costs nothing
 * @param currency as it is shown, such as EUR
 */
public record Prices(double taskHour, double terabyteRead, String currency) {
  /** Costs are not known, and not shown. */
  public static final Prices NONE = new Prices(0, 0, "");

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double BYTES_PER_TERABYTE = 1e12;

  /** Rejects negative prices. */
  public Prices {
    if (taskHour < 0 || terabyteRead < 0) {
      throw new IllegalArgumentException(
          "Expected prices from 0, found %s and %s".formatted(taskHour, terabyteRead));
    }
  }

  /** An amount of money. */
  public record Cost(double amount, String currency) {}

  /** What all tasks cost; empty when prices are not known. */
  public Optional<Cost> of(Outlook outlook) {
    return taskHour == 0 && terabyteRead == 0
        ? Optional.empty()
        : Optional.of(
            new Cost(
                outlook.taskSeconds() / SECONDS_PER_HOUR * taskHour
                    + outlook.bytesToRead() / BYTES_PER_TERABYTE * terabyteRead,
                currency));
  }
}
