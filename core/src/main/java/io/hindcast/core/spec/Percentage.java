package io.hindcast.core.spec;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An exact share between 0 % and 100 %, both included.
 *
 * @param percent the number before the percent sign, at most nine decimals
 */
public record Percentage(BigDecimal percent) implements Comparable<Percentage> {
  /** Nothing. */
  public static final Percentage ZERO = of(0);

  /** Everything. */
  public static final Percentage HUNDRED = of(100);

  private static final Pattern TEXT = Pattern.compile("\\d{1,3}(\\.\\d{1,9})?%");

  /** Validates the number and drops its trailing zeros, so that equal shares are equal. */
  public Percentage {
    percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
    boolean inside =
        percent.signum() >= 0
            && percent.compareTo(BigDecimal.valueOf(100)) <= 0
            && percent.scale() <= 9;
    Rules.require(
        inside,
        "Expected a percentage from 0%% to 100%%, found %s%%".formatted(percent.toPlainString()));
  }

  /** A whole number of percent. */
  public static Percentage of(int percent) {
    return new Percentage(BigDecimal.valueOf(percent));
  }

  /**
   * Reads a text such as {@code 1%} or {@code 0.25%}.
   *
   * @throws IllegalArgumentException when the text is no percentage from 0 % to 100 %
   */
  public static Percentage parse(String text) {
    Rules.require(
        TEXT.matcher(text).matches(),
        "Expected a percentage from 0%% to 100%% such as 1%% or 0.5%%, found '%s'".formatted(text));
    return new Percentage(new BigDecimal(text.substring(0, text.length() - 1)));
  }

  /** The share as a number from 0 to 1. */
  public double fraction() {
    return percent.movePointLeft(2).doubleValue();
  }

  /** The same without rounding. */
  public BigDecimal exactFraction() {
    return percent.movePointLeft(2);
  }

  @Override
  public int compareTo(Percentage other) {
    return percent.compareTo(other.percent);
  }

  @Override
  public String toString() {
    return percent.toPlainString() + "%";
  }
}
