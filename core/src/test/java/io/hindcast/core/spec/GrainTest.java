package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrainTest {
  private static final long YEAR_1900 = -2_208_988_800L;
  private static final long YEAR_2300 = 10_413_792_000L;
  private static final ZoneId UTC = ZoneId.of("UTC");

  @Property
  void stepsCoverTimeWithoutGapsInEveryZone(
      @ForAll("grains") Grain grain,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = YEAR_1900, max = YEAR_2300) long second) {
    Instant instant = Instant.ofEpochSecond(second);
    Instant start = grain.alignDown(instant, zone);
    Instant end = grain.next(instant, zone);

    assertThat(start).isBeforeOrEqualTo(instant);
    assertThat(end).isAfter(instant);
    assertThat(grain.alignDown(start, zone)).isEqualTo(start);
    assertThat(grain.alignDown(end, zone)).isEqualTo(end);
    assertThat(grain.next(start, zone)).isEqualTo(end);
    assertThat(grain.alignDown(end.minusNanos(1), zone)).isEqualTo(start);
  }

  @Property(tries = 300)
  void stepsCoverTheHoursAroundEveryChangeOfTheClock(
      @ForAll("grains") Grain grain,
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = YEAR_1900, max = YEAR_2300) long second,
      @ForAll @LongRange(min = -100_000, max = 100_000) long distance) {
    var change = zone.getRules().nextTransition(Instant.ofEpochSecond(second));
    long near = change == null ? second : change.toEpochSecond() + distance;

    stepsCoverTimeWithoutGapsInEveryZone(grain, zone, near);
  }

  @Property
  void everyDayStartsAStepOfTheClock(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = YEAR_1900, max = YEAR_2300) long second) {
    Instant day = Grain.parse("1d").alignDown(Instant.ofEpochSecond(second), zone);

    assertThat(Grain.parse("6h").isAligned(day, zone)).isTrue();
    assertThat(Grain.parse("15m").isAligned(day, zone)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1s, 2001-05-17T13:47:31Z, 2001-05-17T13:47:31Z",
    "15m, 2001-05-17T13:47:31Z, 2001-05-17T13:45:00Z",
    "6h, 2001-05-17T13:47:31Z, 2001-05-17T12:00:00Z",
    "1d, 2001-05-17T13:47:31Z, 2001-05-17T00:00:00Z",
    "1w, 2001-05-17T13:47:31Z, 2001-05-14T00:00:00Z",
    "1mo, 2001-05-17T13:47:31Z, 2001-05-01T00:00:00Z",
    "3mo, 2001-05-17T13:47:31Z, 2001-04-01T00:00:00Z",
    "1y, 2001-05-17T13:47:31Z, 2001-01-01T00:00:00Z",
    "10y, 2001-05-17T13:47:31Z, 2000-01-01T00:00:00Z"
  })
  void startsEachStepWhereTheCalendarDoes(String grain, Instant instant, Instant start) {
    assertThat(Grain.parse(grain).alignDown(instant, UTC)).isEqualTo(start);
  }

  @Test
  void daysOfAZoneAreShorterAndLongerWhereItsClockChanges() {
    ZoneId paris = ZoneId.of("Europe/Paris");
    Grain day = Grain.parse("1d");
    Instant spring = local("2024-03-31T00:00", paris);
    Instant autumn = local("2024-10-27T00:00", paris);

    assertThat(day.next(spring, paris)).isEqualTo(spring.plusSeconds(23 * 3600));
    assertThat(day.next(autumn, paris)).isEqualTo(autumn.plusSeconds(25 * 3600));
  }

  @Test
  void bothHoursOfARepeatedHourAreSteps() {
    ZoneId newYork = ZoneId.of("America/New_York");
    Grain hour = Grain.parse("1h");
    Instant first = OffsetDateTime.parse("2024-11-03T01:00-04:00").toInstant();
    Instant second = OffsetDateTime.parse("2024-11-03T01:00-05:00").toInstant();

    assertThat(hour.next(first, newYork)).isEqualTo(second);
    assertThat(hour.isAligned(second, newYork)).isTrue();
  }

  @Test
  void aDayThatHasNoMidnightStartsWhenItsClockDoes() {
    ZoneId saoPaulo = ZoneId.of("America/Sao_Paulo");
    Instant start = local("2018-11-04T01:00", saoPaulo);

    assertThat(Grain.parse("1d").isAligned(start, saoPaulo)).isTrue();
    assertThat(Grain.parse("6h").isAligned(start, saoPaulo)).isTrue();
  }

  @Property
  void comesBackFromItsText(@ForAll("grains") Grain grain) {
    assertThat(Grain.parse(grain.toString())).isEqualTo(grain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "d", "1 d", "-1d", "1.5h", "1M", "1D", "1q", "123456s"})
  void refusesWhatIsNoGrain(String text) {
    assertThatThrownBy(() -> Grain.parse(text))
        .hasMessage(
            "Expected a grain such as 15m, 1h, 1d, 1w, 1mo or 1y, found '%s'".formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5h", "7m", "36h", "0d", "400d", "121mo"})
  void refusesStepsThatNoCalendarHas(String text) {
    assertThatThrownBy(() -> Grain.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a grain ");
  }

  @Provide
  Arbitrary<Grain> grains() {
    return Arbitraries.of(
            "1s", "30s", "1m", "15m", "1h", "2h", "6h", "12h", "24h", "1d", "3d", "1w", "2w", "1mo",
            "3mo", "5mo", "1y", "10y")
        .map(Grain::parse);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
  }

  private static Instant local(String time, ZoneId zone) {
    return LocalDateTime.parse(time).atZone(zone).toInstant();
  }
}
