package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentageTest {

  @Property
  void comesBackFromItsText(@ForAll @BigRange(min = "0", max = "100") @Scale(9) BigDecimal number) {
    Percentage percentage = new Percentage(number);

    assertThat(Percentage.parse(percentage.toString())).isEqualTo(percentage);
    assertThat(percentage.fraction()).isCloseTo(number.doubleValue() / 100, within(1e-12));
  }

  @Property
  void comparesLikeItsNumber(
      @ForAll @BigRange(min = "0", max = "100") BigDecimal one,
      @ForAll @BigRange(min = "0", max = "100") BigDecimal other) {
    assertThat(new Percentage(one).compareTo(new Percentage(other)))
        .isEqualTo(one.compareTo(other));
  }

  @Test
  void equalSharesAreEqual() {
    assertThat(Percentage.parse("10.0%")).isEqualTo(Percentage.of(10)).hasToString("10%");
    assertThat(Percentage.parse("0.00%")).isEqualTo(Percentage.ZERO);
    assertThat(Percentage.parse("100%")).isEqualTo(Percentage.HUNDRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "%", "1", "0.01", "1 %", "-1%", "+1%", "100.1%", "101%", "1e1%", ".5%", "٣%"})
  void refusesWhatIsNoPercentage(String text) {
    assertThatThrownBy(() -> Percentage.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a percentage from 0% to 100%");
  }
}
