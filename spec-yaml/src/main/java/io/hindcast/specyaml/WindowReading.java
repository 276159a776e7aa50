package io.hindcast.specyaml;

import io.hindcast.core.spec.PaceWindow;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code spec.pacing.windows}. */
final class WindowReading {
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final Map<String, DayOfWeek> DAYS = days();
  private static final String DAYS_EXPECTED =
      "Expected days such as mon-fri, sat or mon,wed-fri, found '%s'";

  private WindowReading() {}

  static Field<List<PaceWindow>> all(Value value) {
    return Lists.values(Lists.elements(value, WindowReading::one, Pacing.WINDOWS_MAX));
  }

  private static Field<PaceWindow> one(Value value) {
    Section section = Section.read(value, Keys.WINDOW);
    Field<Set<DayOfWeek>> days =
        section.optional(
            "days",
            EnumSet.allOf(DayOfWeek.class),
            each -> each.text().parse(WindowReading::daysOf));
    Field<LocalTime> from = section.required("from", WindowReading::time);
    Field<LocalTime> to = section.required("to", WindowReading::time);
    Field<ZoneId> zone = section.optional("zone", ZoneId.of("UTC"), WindowReading::zone);
    Field<Percentage> share = section.required("share", Readings::percentage);
    return Field.present(days, from, to, zone, share)
        ? Field.of(
            new PaceWindow(days.value(), from.value(), to.value(), zone.value(), share.value()),
            value)
        : Field.absent(value);
  }

  private static Field<LocalTime> time(Value value) {
    return value
        .text()
        .require(
            text -> TIME.matcher(text).matches(),
            "Expected a time of the day from \"00:00\" to \"23:59\", in quotes")
        .parse(LocalTime::parse);
  }

  private static Field<ZoneId> zone(Value value) {
    return value
        .text()
        .parse(text -> {
          try {
            return ZoneId.of(text);
          } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                "Expected a time zone such as Europe/Paris, found '%s'"
                    .formatted(Value.shorten(text)),
                e);
          }
        });
  }

  private static Set<DayOfWeek> daysOf(String text) {
    Set<DayOfWeek> all = EnumSet.noneOf(DayOfWeek.class);
    for (String piece : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] ends = piece.strip().split("-", -1);
      if (ends.length > 2) {
        throw new IllegalArgumentException(DAYS_EXPECTED.formatted(Value.shorten(text)));
      }
      DayOfWeek day = day(ends[0], text);
      DayOfWeek last = day(ends[ends.length - 1], text);
      all.add(day);
      while (day != last) {
        day = day.plus(1);
        all.add(day);
      }
    }
    return all;
  }

  private static DayOfWeek day(String word, String text) {
    DayOfWeek day = DAYS.get(word);
    if (day == null) {
      throw new IllegalArgumentException(DAYS_EXPECTED.formatted(Value.shorten(text)));
    }
    return day;
  }

  private static Map<String, DayOfWeek> days() {
    Map<String, DayOfWeek> days = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      days.put(day.name().toLowerCase(Locale.ROOT).substring(0, 3), day);
    }
    return days;
  }
}
