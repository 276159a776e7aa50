package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.PaceWindow;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
  private static final Set<DayOfWeek> WORK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private static PaceWindow window(Set<DayOfWeek> days, String from, String to, int share) {
    return new PaceWindow(
        days, LocalTime.parse(from), LocalTime.parse(to), PARIS, Percentage.of(share));
  }

  private static Pacing pacing(PaceWindow... windows) {
    return new Pacing(
        "default",
        30,
        Percentage.of(70),
        List.of(windows),
        Pacing.DEFAULT.throttle(),
        Pacing.DEFAULT.budget(),
        Pacing.DEFAULT.query());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-27T06:59:59Z, 70%",
    "2026-03-27T07:00:00Z, 30%",
    "2026-03-27T16:59:59Z, 30%",
    "2026-03-27T17:00:00Z, 70%",
    // A Saturday, and the Monday after clocks went forward.
    "2026-03-28T10:00:00Z, 70%",
    "2026-03-30T05:59:59Z, 70%",
    "2026-03-30T06:00:00Z, 30%"
  })
  void businessHoursFollowTheWallClock(Instant now, String share) {
    Pacing pacing = pacing(window(WORK, "08:00", "18:00", 30));

    assertThat(Windows.at(pacing, now).percentage()).isEqualTo(Percentage.parse(share));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-27T20:59:59Z, false",
    "2026-03-27T21:00:00Z, true",
    "2026-03-28T04:59:59Z, true",
    "2026-03-28T05:00:00Z, false",
    "2026-03-28T21:00:00Z, false"
  })
  void aNightBelongsToTheDayOnWhichItBegins(Instant now, boolean inside) {
    assertThat(window(Set.of(DayOfWeek.FRIDAY), "22:00", "06:00", 50).covers(now))
        .isEqualTo(inside);
  }

  @Test
  void theFirstWindowCounts() {
    Pacing pacing = pacing(window(WORK, "12:00", "13:00", 100), window(ALL, "00:00", "00:00", 10));

    assertThat(Windows.at(pacing, Instant.parse("2026-01-02T11:30:00Z")).label())
        .isEqualTo("100% (12:00-13:00 Europe/Paris)");
    assertThat(Windows.at(pacing, Instant.parse("2026-01-03T11:30:00Z")).percentage())
        .isEqualTo(Percentage.of(10));
  }

  @Test
  void aShareLeavesOneSlotUnlessItIsNothing() {
    Instant now = Instant.parse("2026-01-02T11:30:00Z");

    assertThat(Windows.at(pacing(window(ALL, "00:00", "00:00", 30)), now).of(8)).isEqualTo(2);
    assertThat(Windows.at(pacing(window(ALL, "00:00", "00:00", 1)), now).of(8)).isEqualTo(1);
    assertThat(Windows.at(pacing(window(ALL, "00:00", "00:00", 0)), now).of(8)).isZero();
    assertThat(Windows.at(pacing(window(ALL, "00:00", "00:00", 100)), now).of(7)).isEqualTo(7);
  }

  /** A window and its complement cover every instant once, also where clocks change. */
  @Property(tries = 1000)
  void aWindowAndItsComplementCoverEveryInstantOnce(
      @ForAll @LongRange(min = 1_741_000_000L, max = 1_780_000_000L) long second,
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int to) {
    org.junit.jupiter.api.Assumptions.assumeTrue(from != to);
    PaceWindow window = between(from, to);
    PaceWindow rest = between(to, from);
    Instant now = Instant.ofEpochSecond(second);

    assertThat(window.covers(now)).isNotEqualTo(rest.covers(now));
  }

  /** Around the four changes of 2025 and 2026, minute by minute. */
  @Property(tries = 50)
  void aDayWithAClockChangeHasTheMinutesThatItsClockShows(
      @ForAll @IntRange(max = 1439) int from, @ForAll @IntRange(max = 1439) int to) {
    org.junit.jupiter.api.Assumptions.assumeTrue(from < to);
    for (String day : List.of("2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25")) {
      Instant midnight = java.time.LocalDate.parse(day).atStartOfDay(PARIS).toInstant();
      for (int minute = 0; minute < 26 * 60; minute++) {
        Instant now = midnight.plusSeconds(minute * 60L);
        LocalTime wall = now.atZone(PARIS).toLocalTime();
        int shown = wall.getHour() * 60 + wall.getMinute();
        assertThat(between(from, to).covers(now)).isEqualTo(shown >= from && shown < to);
      }
    }
  }

  private static PaceWindow between(int from, int to) {
    return new PaceWindow(
        ALL,
        LocalTime.ofSecondOfDay(from * 60L),
        LocalTime.ofSecondOfDay(to * 60L),
        PARIS,
        Percentage.of(50));
  }
}
