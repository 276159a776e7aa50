package io.hindcast.warehouse;

import java.time.Duration;

/**
 * How long whoever makes a plan may ask.
 *
 * @param statement longest run of one statement
 * @param whole longest run of all statements together, from the first one on
 */
public record SurveyLimits(Duration statement, Duration whole) {
  /** A plan has some heavy statements, and many that read metadata. */
  private static final int STATEMENTS = 4;

  /** Validates both. */
  public SurveyLimits {
    if (!statement.isPositive() || !whole.isPositive()) {
      throw new IllegalArgumentException("Limits of surveys must be longer than 0");
    }
  }

  /** With four times as long for everything. */
  public static SurveyLimits of(Duration statement) {
    return new SurveyLimits(statement, statement.multipliedBy(STATEMENTS));
  }

  /** Whatever is shorter, of both. */
  public SurveyLimits within(Duration most) {
    return new SurveyLimits(shorter(statement, most), shorter(whole, most));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
