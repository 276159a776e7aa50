package io.hindcast.core.spec;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the backfill's statements may use up, failed attempts included.
 *
 * @param total over its whole life
 * @param perHour within any hour
 */
public record BudgetLimits(Amounts total, Amounts perHour) {
  /** No limit. */
  public static final BudgetLimits NONE = new BudgetLimits(Amounts.NONE, Amounts.NONE);

  /** Bounds of amounts. */
  public static final Bounds AMOUNT = new Bounds(1, 1_000_000_000_000_000_000L, 1);

  /**
   * Amounts; null where there is no limit.
   *
   * @param rows read
   * @param bytes read, uncompressed
   * @param cpuSeconds of all threads
   * @param money by the operator's prices, in whatever currency those are
   */
  public record Amounts(
      @Nullable Long rows,
      @Nullable Long bytes,
      @Nullable Long cpuSeconds,
      @Nullable BigDecimal money) {
    /** No limit. */
    public static final Amounts NONE = new Amounts(null, null, null, null);

    /** Rejects limits below which nothing could be done at all. */
    public Amounts {
      requirePositive(rows, "rows");
      requirePositive(bytes, "bytes");
      requirePositive(cpuSeconds, "cpuSeconds");
      Rules.require(
          money == null || money.signum() > 0,
          "money: Expected an amount above 0, found %s".formatted(money));
    }

    private static void requirePositive(@Nullable Long amount, String what) {
      if (amount != null) {
        AMOUNT.require(amount, what);
      }
    }
  }

  /** Whether nothing is limited. */
  public boolean none() {
    return equals(NONE);
  }

  /** Whether money is limited, for which there have to be prices. */
  public boolean limitsMoney() {
    return total.money() != null || perHour.money() != null;
  }
}
