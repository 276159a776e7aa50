package io.hindcast.core.spec;

import io.hindcast.core.time.LocalDays;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ends of a range as a spec writes them: {@code 2001-01-01}, which is the start of that day in
 * the range's zone, or {@code 2001-01-01T06:00} with or without seconds and an offset.
 */
public final class RangeTime {
  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2}(?::\\d{2})?)(Z|[+-]\\d{2}:\\d{2})?)?");

  private RangeTime() {}

  /**
   * Reads a date or a date-time.
   *
   * @throws IllegalArgumentException when it is malformed, or a local time that the zone does not
   *     have or has twice
   */
  public static Instant parse(String text, ZoneId zone) {
    Matcher matcher = TEXT.matcher(text);
    Rules.require(
        matcher.matches(),
        "Expected a date such as 2001-01-31 or a date-time such as 2001-01-31T06:00:00Z, found '%s'"
            .formatted(text));
    try {
      LocalDate date = LocalDate.parse(Objects.requireNonNull(matcher.group(1)));
      String time = matcher.group(2);
      return time == null
          ? LocalDays.start(date, zone).toInstant()
          : instant(date.atTime(LocalTime.parse(time)), matcher.group(3), zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Expected a time that exists, found '%s'".formatted(text), e);
    }
  }

  private static Instant instant(LocalDateTime time, @Nullable String offset, ZoneId zone) {
    if (offset != null) {
      return time.toInstant(ZoneOffset.of(offset));
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    Rules.require(
        !offsets.isEmpty(),
        "Expected a time that exists in %s, found %s, which its clocks skip".formatted(zone, time));
    Rules.require(
        offsets.size() == 1,
        "Expected a time with an offset, found %s, which %s has twice: at %s"
            .formatted(time, zone, offsets));
    return time.toInstant(offsets.getFirst());
  }
}
