package io.hindcast.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

  @Test
  void isNeverEmpty() {
    assertThatThrownBy(() -> range(3, 3))
        .hasMessage(
            "The range [1970-01-01T00:00:03Z, 1970-01-01T00:00:03Z) is empty: 'to' must be after"
                + " 'from'");
    assertThatThrownBy(() -> range(4, 3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isHalfOpen() {
    assertThat(range(1, 3).contains(at(1))).isTrue();
    assertThat(range(1, 3).contains(at(3))).isFalse();
    assertThat(range(1, 3).overlaps(range(3, 5))).isFalse();
    assertThat(range(3, 5).overlaps(range(1, 3))).isFalse();
  }

  @Test
  void widensBothWays() {
    assertThat(range(10, 20).widen(Duration.ofSeconds(4), Duration.ofSeconds(1)))
        .isEqualTo(range(6, 21));
    assertThat(range(10, 20).length()).hasSeconds(10);
  }

  @Test
  void sortsByStartThenEnd() {
    assertThat(range(1, 3)).isLessThan(range(2, 3));
    assertThat(range(1, 3)).isLessThan(range(1, 4));
    assertThat(range(1, 3)).isEqualByComparingTo(range(1, 3));
  }

  @Property
  void agreesWithTheSecondsInside(
      @ForAll @IntRange(max = 12) int a,
      @ForAll @IntRange(min = 1, max = 6) int lengthA,
      @ForAll @IntRange(max = 12) int b,
      @ForAll @IntRange(min = 1, max = 6) int lengthB) {
    TimeRange one = range(a, a + lengthA);
    TimeRange other = range(b, b + lengthB);
    boolean shared = false;
    boolean enclosed = true;
    for (int second = 0; second < 20; second++) {
      shared |= one.contains(at(second)) && other.contains(at(second));
      enclosed &= one.contains(at(second)) || !other.contains(at(second));
    }

    assertThat(one.overlaps(other)).isEqualTo(shared);
    assertThat(one.encloses(other)).isEqualTo(enclosed);
    assertThat(one.span(other).encloses(one)).isTrue();
    assertThat(one.span(other).encloses(other)).isTrue();
    assertThat(one.span(other)).isEqualTo(other.span(one));
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }
}
