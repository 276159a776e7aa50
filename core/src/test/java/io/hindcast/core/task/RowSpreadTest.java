package io.hindcast.core.task;

import static io.hindcast.core.task.Tasks.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindcast.core.task.RowSpread.Span;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowSpreadTest {

  @Test
  void spreadsEachSpanEvenly() {
    RowSpread spread = RowSpread.of(List.of(new Span(days(0, 10), 100), new Span(days(5, 6), 50)));

    assertThat(spread.before(day(-1))).isZero();
    assertThat(spread.before(day(5))).isCloseTo(50, within(1e-6));
    assertThat(spread.before(day(6))).isCloseTo(110, within(1e-6));
    assertThat(spread.before(day(400))).isCloseTo(150, within(1e-3));
    assertThat(RowSpread.of(List.of()).before(day(3))).isZero();
  }

  @Property(tries = 300)
  void agreesWithAddingUpTheSpans(
      @ForAll("spans") List<Span> spans, @ForAll @IntRange(max = 80) int day) {
    double expected =
        spans.stream().mapToDouble(span -> span.rows() * share(span.range(), day(day))).sum();

    assertThat(RowSpread.of(spans).before(day(day))).isCloseTo(expected, within(1e-3));
  }

  private static double share(TimeRange range, Instant before) {
    double part = (double) Duration.between(range.from(), before).toSeconds();
    return Math.clamp(part / range.length().toSeconds(), 0.0, 1.0);
  }

  private static Instant day(int day) {
    return Tasks.START.plus(Duration.ofDays(day));
  }

  @Provide
  Arbitrary<List<Span>> spans() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 50),
            Arbitraries.integers().between(1, 30),
            Arbitraries.longs().between(0, 100_000))
        .as((from, length, rows) -> new Span(days(from, from + length), rows))
        .list()
        .ofMaxSize(20);
  }
}
