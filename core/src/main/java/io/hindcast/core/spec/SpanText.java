package io.hindcast.core.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of elapsed time as a spec writes them: {@code 90s}, {@code 36h}, {@code 7d}, {@code 2w}.
 */
public final class SpanText {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})([smhdw])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));
  private static final List<String> LARGEST_FIRST = List.of("d", "h", "m");

  private SpanText() {}

  /**
   * Reads a span. A day is 24 hours, whatever the zone.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static Duration parse(String text) {
    Rules.require(
        !text.startsWith("-"), "Expected a span that is not negative, found '%s'".formatted(text));
    Matcher matcher = TEXT.matcher(text);
    Rules.require(
        matcher.matches(),
        "Expected a span of time such as 90s, 15m, 36h, 7d or 2w, found '%s'".formatted(text));
    return unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** The span as a spec writes it, in the largest unit that leaves no rest; whole seconds. */
  public static String of(Duration span) {
    for (String unit : LARGEST_FIRST) {
      long length = unit(unit).toSeconds();
      if (span.toSeconds() % length == 0) {
        return span.toSeconds() / length + unit;
      }
    }
    return span.toSeconds() + "s";
  }

  private static Duration unit(String symbol) {
    Duration unit = UNITS.get(symbol);
    Rules.require(unit != null, "Unknown unit '%s'".formatted(symbol));
    return unit == null ? Duration.ZERO : unit;
  }
}
