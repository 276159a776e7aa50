package io.hindcast.core.pace;

import io.hindcast.core.spec.BudgetLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a backfill has used up with what it may. Work that runs when a limit is reached
 * ends; nothing new starts.
 */
public final class Budget {
  /** From this share of a limit on, people are warned. */
  public static final double WARN_AT = 0.8;

  private Budget() {}

  /** How a budget stands. */
  public enum Standing {
    /** Below 80 % of every limit. */
    WITHIN,
    /** At 80 % of a limit or above. */
    WARNED,
    /** A limit per hour is reached: it waits until the hour has moved on. */
    WAITING,
    /** A limit over the whole life is reached: somebody has to decide. */
    SPENT
  }

  /**
   * One limit.
   *
   * @param name such as {@code rows} or {@code rows per hour}
   * @param hourly whether it is one of any hour
   */
  public record Line(String name, boolean hourly, BigDecimal used, BigDecimal limit) {
    /** Used share; 1 is all of it. */
    public double fraction() {
      return used.divide(limit, 6, RoundingMode.DOWN).doubleValue();
    }

    Standing standing() {
      if (used.compareTo(limit) >= 0) {
        return hourly ? Standing.WAITING : Standing.SPENT;
      }
      return fraction() >= WARN_AT ? Standing.WARNED : Standing.WITHIN;
    }

    @Override
    public String toString() {
      return "%s: %s of %s".formatted(name, text(used), text(limit));
    }

    private static String text(BigDecimal value) {
      BigDecimal rounded = value.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
      return rounded.scale() <= 0
          ? "%,d".formatted(rounded.toBigInteger())
          : "%,.2f".formatted(value);
    }
  }

  /**
   * All limits.
   *
   * @param lines in the order of the spec, those of the whole life first
   */
  public record Account(List<Line> lines) {
    /** Without limits. */
    public static final Account EMPTY = new Account(List.of());

    /** Copies the lines. */
    public Account {
      lines = List.copyOf(lines);
    }

    /** How the worst of them stands. */
    public Standing standing() {
      return lines.stream()
          .map(Line::standing)
          .max(Comparator.naturalOrder())
          .orElse(Standing.WITHIN);
    }

    /** The limits that stand worst, for people; empty while there is nothing to say. */
    public String text() {
      Standing worst = standing();
      if (worst == Standing.WITHIN) {
        return "";
      }
      return String.join(
          ", ",
          lines.stream().filter(line -> line.standing() == worst).map(Line::toString).toList());
    }
  }

  /**
   * What was used of each limit.
   *
   * @param grants how often the limits of the whole life were granted; 1 unless somebody resumed a
   *     backfill that had spent them
   * @param total used over the whole life
   * @param lastHour used within the last hour
   */
  public static Account account(
      BudgetLimits limits, int grants, Usage total, Usage lastHour, Prices prices) {
    List<Line> lines = new ArrayList<>();
    add(lines, limits.total(), total, prices, BigDecimal.valueOf(grants));
    add(lines, limits.perHour(), lastHour, prices, null);
    return new Account(lines);
  }

  private static void add(
      List<Line> lines,
      BudgetLimits.Amounts limits,
      Usage used,
      Prices prices,
      @Nullable BigDecimal grants) {
    line(lines, "rows", grants, BigDecimal.valueOf(used.rows()), decimal(limits.rows()));
    line(lines, "bytes", grants, BigDecimal.valueOf(used.bytes()), decimal(limits.bytes()));
    line(lines, "CPU seconds", grants, used.cpuSeconds(), decimal(limits.cpuSeconds()));
    line(lines, "money", grants, prices.of(used), limits.money());
  }

  private static void line(
      List<Line> lines,
      String name,
      @Nullable BigDecimal grants,
      BigDecimal used,
      @Nullable BigDecimal limit) {
    if (limit != null) {
      lines.add(
          grants == null
              ? new Line(name + " per hour", true, used, limit)
              : new Line(name, false, used, limit.multiply(grants)));
    }
  }

  private static @Nullable BigDecimal decimal(@Nullable Long amount) {
    return amount == null ? null : BigDecimal.valueOf(amount);
  }
}
