package io.hindcast.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ISO-8601 instants as people read them. */
final class Times {
  private static final Pattern INSTANT =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}(?::\\d{2})?)(?:\\.\\d+)?(?:Z|\\+00:00)?");

  private Times() {}

  /** {@code 2001-01-01} at midnight, else {@code 2001-01-01 06:30:00}; anything else as it is. */
  static String brief(String text) {
    Matcher matcher = INSTANT.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    boolean midnight = matcher.group(2).replace(":00", "").equals("00");
    return midnight ? matcher.group(1) : matcher.group(1) + " " + matcher.group(2);
  }
}
