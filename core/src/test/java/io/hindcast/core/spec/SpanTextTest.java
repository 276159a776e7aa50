package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTextTest {

  @Property
  void comesBackFromItsText(@ForAll @LongRange(min = 0, max = 999_999_999) long seconds) {
    Duration span = Duration.ofSeconds(seconds);

    assertThat(SpanText.parse(SpanText.of(span))).isEqualTo(span);
  }

  @ParameterizedTest
  @CsvSource({"0d,0", "90s,90", "15m,900", "36h,129600", "7d,604800", "2w,1209600"})
  void readsEachUnit(String text, long seconds) {
    assertThat(SpanText.parse(text)).hasSeconds(seconds);
  }

  @Test
  void writesTheLargestUnitThatFits() {
    assertThat(SpanText.of(Duration.ofDays(2))).isEqualTo("2d");
    assertThat(SpanText.of(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(SpanText.of(Duration.ofSeconds(61))).isEqualTo("61s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "1", "1 d", "1.5h", "1mo", "1y", "1D", "9999999999d", "P1D"})
  void refusesWhatIsNoSpan(String text) {
    assertThatThrownBy(() -> SpanText.parse(text))
        .hasMessage(
            "Expected a span of time such as 90s, 15m, 36h, 7d or 2w, found '%s'".formatted(text));
  }

  @Test
  void saysThatASpanIsNegative() {
    assertThatThrownBy(() -> SpanText.parse("-1d"))
        .hasMessage("Expected a span that is not negative, found '-1d'");
  }
}
