package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RowEstimateTest {
  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  @Test
  void spreadsASliceEvenly() {
    assertThat(estimate(4, new Slice(days(1, 3), 100))).containsExactly(0, 50, 50, 0);
    assertThat(estimate(4, new Slice(null, 100))).containsExactly(25, 25, 25, 25);
  }

  @Test
  void countsOnlyWhatLiesInside() {
    assertThat(estimate(2, new Slice(days(-2, 2), 100))).containsExactly(25, 25);
    assertThat(estimate(2, new Slice(days(5, 9), 100))).containsExactly(0, 0);
    assertThat(estimate(2, new Slice(days(-3, 0), 100))).containsExactly(0, 0);
  }

  @Test
  void addsSlicesAndTables() {
    assertThat(estimate(2, new Slice(days(0, 1), 7), new Slice(days(0, 2), 10)))
        .containsExactly(12, 5);
  }

  @Test
  void fractionsOfARowAddUp() {
    long[] rows = estimate(1000, new Slice(days(0, 1000), 100));

    assertThat(Arrays.stream(rows).sum()).isEqualTo(100);
    assertThat(Arrays.stream(rows).max()).hasValue(1);
  }

  @Property
  void theRowsInsideTheRangeAreConserved(
      @ForAll @IntRange(min = 1, max = 400) int partitions, @ForAll("slices") List<Slice> slices) {
    long[] rows = estimate(partitions, slices.toArray(Slice[]::new));

    double expected = slices.stream().mapToDouble(slice -> inside(slice, partitions)).sum();
    assertThat((double) Arrays.stream(rows).sum())
        .isCloseTo(expected, Offset.offset(0.51 + expected * 1e-9));
    assertThat(Arrays.stream(rows).min().orElse(0)).isNotNegative();
  }

  private static double inside(Slice slice, int partitions) {
    if (slice.span() == null) {
      return slice.rows();
    }
    long from = Math.max(slice.span().from().getEpochSecond(), START.getEpochSecond());
    long to = Math.min(slice.span().to().getEpochSecond(), day(partitions).getEpochSecond());
    return (double) Math.max(0, to - from) / slice.span().length().toSeconds() * slice.rows();
  }

  @Provide
  Arbitrary<List<Slice>> slices() {
    Arbitrary<Slice> slice =
        Combinators.combine(
                Arbitraries.integers().between(-5_000, 15_000),
                Arbitraries.integers().between(1, 5_000),
                Arbitraries.longs().between(0, 10_000_000_000L),
                Arbitraries.integers().between(0, 9))
            .as((hour, hours, rows, known) ->
                new Slice(
                    known == 0
                        ? null
                        : new TimeRange(
                            START.plus(Duration.ofHours(hour)),
                            START.plus(Duration.ofHours(hour + hours))),
                    rows));
    return slice.list().ofMaxSize(30);
  }

  private static long[] estimate(int partitions, Slice... slices) {
    List<TargetPartition> days = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      days.add(new TargetPartition("d" + i, days(i, i + 1)));
    }
    return RowEstimate.perPartition(
        days, List.of(new SourceTable(Surveys.RAW, "MergeTree", List.of(slices))));
  }

  private static TimeRange days(int from, int to) {
    return new TimeRange(day(from), day(to));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }
}
