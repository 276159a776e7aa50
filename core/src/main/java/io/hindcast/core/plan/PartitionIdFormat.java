package io.hindcast.core.plan;

import java.time.ZonedDateTime;

/** How ClickHouse prints a partition's id, by the type of its key expression. */
public enum PartitionIdFormat {
  /** Keys of type Date, and toYYYYMMDD. */
  YEAR_MONTH_DAY,
  /** The key toYYYYMM. */
  YEAR_MONTH,
  /** The key toYear. */
  YEAR,
  /** Keys of type DateTime: seconds since 1970. */
  EPOCH_SECONDS,
  /** Keys of type Date32: days since 1970. */
  EPOCH_DAYS,
  /** Anything else, which only the warehouse knows. */
  ASKED;

  String print(ZonedDateTime start) {
    return switch (this) {
      case YEAR_MONTH_DAY ->
          digits(start.getYear(), 4)
              + digits(start.getMonthValue(), 2)
              + digits(start.getDayOfMonth(), 2);
      case YEAR_MONTH -> digits(start.getYear(), 4) + digits(start.getMonthValue(), 2);
      case YEAR -> digits(start.getYear(), 4);
      case EPOCH_SECONDS -> Long.toString(start.toEpochSecond());
      case EPOCH_DAYS -> Long.toString(start.toLocalDate().toEpochDay());
      case ASKED -> "";
    };
  }

  /** The key expression's value as a text that the warehouse casts to the expression's type. */
  String literal(ZonedDateTime start) {
    return switch (this) {
      case YEAR_MONTH_DAY, YEAR_MONTH, YEAR -> print(start);
      // Fewer than ten digits are taken for a year.
      case EPOCH_SECONDS -> "%010d".formatted(start.toEpochSecond());
      case EPOCH_DAYS -> start.toLocalDate().toString();
      case ASKED -> "";
    };
  }

  private static String digits(int value, int width) {
    String text = Integer.toString(value);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }
}
