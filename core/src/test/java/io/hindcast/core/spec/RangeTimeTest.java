package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTimeTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2001-01-31, 2001-01-30T23:00:00Z",
    "2001-01-31T06:00, 2001-01-31T05:00:00Z",
    "2001-01-31 06:00:30, 2001-01-31T05:00:30Z",
    "2001-01-31T06:00Z, 2001-01-31T06:00:00Z",
    "2001-01-31T06:00:00+02:00, 2001-01-31T04:00:00Z",
    "2001-07-01, 2001-06-30T22:00:00Z"
  })
  void readsDatesAndDateTimesInTheZone(String text, Instant expected) {
    assertThat(RangeTime.parse(text, PARIS)).isEqualTo(expected);
  }

  @Test
  void startsADayWithoutMidnightWhereItsClockDoes() {
    assertThat(RangeTime.parse("2018-11-04", ZoneId.of("America/Sao_Paulo")))
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001-02-30", "2001-13-01", "2001-01-01T24:01", "2001-01-01T00:00+99:00"})
  void refusesTimesThatNoCalendarHas(String text) {
    assertThatThrownBy(() -> RangeTime.parse(text, PARIS))
        .hasMessage("Expected a time that exists, found '%s'".formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "today", "2001-1-1", "20010101", "12001-01-01", "2001-01-01T", "1e9"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> RangeTime.parse(text, PARIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a date such as 2001-01-31 or a date-time such as ");
  }

  @Test
  void refusesALocalTimeThatTheClocksSkip() {
    assertThatThrownBy(() -> RangeTime.parse("2024-03-31T02:30", PARIS))
        .hasMessage(
            "Expected a time that exists in Europe/Paris, found 2024-03-31T02:30, which its clocks"
                + " skip");
  }

  @Test
  void asksForTheOffsetOfALocalTimeThatComesTwice() {
    assertThatThrownBy(() -> RangeTime.parse("2024-10-27T02:30", PARIS))
        .hasMessage(
            "Expected a time with an offset, found 2024-10-27T02:30, which Europe/Paris has twice:"
                + " at [+02:00, +01:00]");
  }
}
