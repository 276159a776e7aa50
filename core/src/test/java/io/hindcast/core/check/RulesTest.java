package io.hindcast.core.check;

import static io.hindcast.core.check.Orders.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.check.Evidence.BothSides;
import io.hindcast.core.check.Evidence.Extremes;
import io.hindcast.core.check.Evidence.NullCount;
import io.hindcast.core.check.Evidence.RunCount;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.spec.Allowance;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Transform.EmptyPartitions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Check.RowCount COUNT =
      new Check.RowCount(
          "SELECT count() FROM s WHERE d >= {from:DateTime64(6)} AND d < {to:DateTime64(6)}");
  private static final Check.Unique UNIQUE = new Check.Unique(List.of("day"));
  private static final Check.NotNull NOT_NULL = new Check.NotNull(List.of("day", "origin"));
  private static final Check.NullRate NULL_RATE = new Check.NullRate("avg_delay", Percentage.of(1));
  private static final Check.RangeCheck RANGE =
      new Check.RangeCheck("avg_delay", BigDecimal.ZERO, BigDecimal.TEN);

  @Test
  void rowCountAgreesInEveryRun() {
    CheckResult result = assess(counted(run(1, 10, 10), run(5, 20, 20)));

    assertThat(result.outcome()).isEqualTo(CheckOutcome.PASSED);
    assertThat(result.expected()).isEqualTo("30 rows");
  }

  @Test
  void rowCountNamesTheFirstWrongRange() {
    CheckResult result = assess(counted(run(1, 10, 10), run(5, 19, 20)));

    assertThat(result)
        .isEqualTo(
            new CheckResult(
                "rowCount",
                CheckOutcome.FAILED,
                "20 rows in [2001-01-06T00:00:00Z, 2001-01-07T00:00:00Z)",
                "19 rows",
                "The recomputed rows are not as many as the query says in 1 of 2 partitions: p5"
                    + " (expected 20, found 19).",
                List.of("p5")));
  }

  @Test
  void rowCountFailsOnWhatIsNoNumber() {
    assertThat(assess(counted(run(1, 0, Double.NaN))).outcome()).isEqualTo(CheckOutcome.FAILED);
  }

  @Test
  void uniqueFindsRepeatsWithinAndAcrossPartitions() {
    assertThat(assess(new Evidence.Repeated(UNIQUE, 0, Map.of("p1", 0.0))).outcome())
        .isEqualTo(CheckOutcome.PASSED);
    CheckResult within = assess(new Evidence.Repeated(UNIQUE, 2, Map.of("p1", 0.0, "p2", 2.0)));
    assertThat(within.actual()).isEqualTo("2 repeated keys");
    assertThat(within.partitions()).containsExactly("p2");
    CheckResult across = assess(new Evidence.Repeated(UNIQUE, 1, Map.of("p1", 0.0)));
    assertThat(across.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(across.message()).isEqualTo("Rows of different partitions have the same key.");
  }

  @Test
  void notNullCountsByColumn() {
    assertThat(assess(new Evidence.Absent(NOT_NULL, Map.of("day", Map.of("p1", 0.0)))).outcome())
        .isEqualTo(CheckOutcome.PASSED);
    CheckResult result =
        assess(
            new Evidence.Absent(
                NOT_NULL,
                Map.of("day", Map.of("p1", 0.0), "origin", Map.of("p1", 1.0, "p2", 2.0))));
    assertThat(result.actual()).isEqualTo("3 nulls in origin");
    assertThat(result.partitions()).containsExactly("p1", "p2");
  }

  @Test
  void nullRateLooksAtTheWholeWave() {
    CheckResult passed =
        assess(sparse(Map.of("p1", new NullCount(5, 100), "p2", new NullCount(0, 900))));
    assertThat(passed.outcome()).isEqualTo(CheckOutcome.PASSED);

    CheckResult failed =
        assess(sparse(Map.of("p1", new NullCount(50, 100), "p2", new NullCount(0, 900))));
    assertThat(failed.actual()).isEqualTo("5.000% (50 of 1000 rows)");
    assertThat(failed.expected()).isEqualTo("at most 1%");
    assertThat(failed.partitions()).containsExactly("p1");

    assertThat(assess(sparse(Map.of())).outcome()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void aggregateToleratesARelativeDifference() {
    assertThat(assess(compared("0.1%", 1_001.0, 1_000.0)).outcome()).isEqualTo(CheckOutcome.PASSED);
    CheckResult failed = assess(compared("0.1%", 1_002.0, 1_000.0));
    assertThat(failed.expected()).isEqualTo("1000 (live) within 0.1%");
    assertThat(failed.actual()).isEqualTo("1002");
    assertThat(failed.partitions()).containsExactly("p1");
  }

  @Test
  void rowsThatMovedToAnotherPartitionFailThoughTheTotalAgrees() {
    CheckResult counted = assess(counted(run(1, 133, 100), run(2, 67, 100)));
    assertThat(counted.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(counted.partitions()).containsExactly("p1", "p2");
    assertThat(counted.message())
        .contains("2 of 2 partitions: p1 (expected 100, found 133), p2 (expected 100, found 67)");

    CheckResult compared = assess(shifted(Check.Per.PARTITION, BigDecimal.ZERO));
    assertThat(compared.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(compared.expected()).isEqualTo("100 (live)");
    assertThat(compared.message()).contains("p1 (live 100, recomputed 133)");
    assertThat(assess(shifted(Check.Per.WAVE, BigDecimal.ZERO)).outcome())
        .isEqualTo(CheckOutcome.PASSED);
    assertThat(assess(shifted(Check.Per.PARTITION, BigDecimal.valueOf(33))).outcome())
        .isEqualTo(CheckOutcome.PASSED);
    assertThat(assess(shifted(Check.Per.PARTITION, BigDecimal.valueOf(32))).outcome())
        .isEqualTo(CheckOutcome.FAILED);
  }

  @Test
  void partitionsThatAgreeMayDifferTooMuchTogether() {
    Check.RowCount check =
        new Check.RowCount(
            COUNT.equalsSql(), Check.Per.PARTITION, new Allowance(Percentage.ZERO, BigDecimal.ONE));
    Evidence each = new Evidence.Counted(check, List.of(run(1, 11, 10), run(2, 11, 10)));

    CheckResult result = assess(each);

    assertThat(result.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(result.expected()).isEqualTo("20 rows within 1");
    assertThat(result.message()).contains("together do not");
  }

  @Test
  void sumsBeyondWhatADoubleHoldsAreTold() {
    Figure even = Figure.of(new BigDecimal("9007199254740992"));
    Figure odd = Figure.of(new BigDecimal("9007199254740993"));

    assertThat(AggregateRule.agrees(new BothSides(odd, even), Allowance.NONE)).isFalse();
    assertThat(AggregateRule.agrees(new BothSides(odd, odd), Allowance.NONE)).isTrue();
  }

  @Test
  void aMarginHoldsBesideALiveZero() {
    Allowance margin = new Allowance(Percentage.of(50), BigDecimal.TWO);

    assertThat(AggregateRule.agrees(new BothSides(figure(2.0), figure(0.0)), margin)).isTrue();
    assertThat(AggregateRule.agrees(new BothSides(figure(2.5), figure(0.0)), margin)).isFalse();
    assertThat(AggregateRule.agrees(new BothSides(figure(14.0), figure(10.0)), margin)).isTrue();
  }

  @Test
  void whatHasNoRowsIsSkippedAndNotPassed() {
    assertThat(assess(new Evidence.Repeated(UNIQUE, 0, Map.of())).outcome())
        .isEqualTo(CheckOutcome.SKIPPED);
    assertThat(assess(new Evidence.Absent(NOT_NULL, Map.of("day", Map.of()))).outcome())
        .isEqualTo(CheckOutcome.SKIPPED);
  }

  private static Evidence shifted(Check.Per per, BigDecimal margin) {
    return new Evidence.Compared(
        new Check.Aggregate(
            "sum(v)", Check.Against.LIVE, per, new Allowance(Percentage.ZERO, margin)),
        new BothSides(figure(200.0), figure(200.0)),
        Map.of(
            "p1", new BothSides(figure(133.0), figure(100.0)),
            "p2", new BothSides(figure(67.0), figure(100.0))));
  }

  @Test
  void aggregateComparesWhatIsNoNumberWithItself() {
    assertThat(assess(compared("1%", null, null)).outcome()).isEqualTo(CheckOutcome.PASSED);
    assertThat(assess(compared("1%", null, 1.0)).outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(assess(compared("1%", Double.NaN, Double.NaN)).outcome())
        .isEqualTo(CheckOutcome.PASSED);
    assertThat(assess(compared("1%", 1.0, Double.NaN)).outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(assess(compared("1%", 0.1, 0.0)).outcome()).isEqualTo(CheckOutcome.FAILED);
  }

  @Test
  void aggregateIsSkippedWithoutLiveRows() {
    Check.Aggregate check =
        new Check.Aggregate("sum(flights)", Check.Against.LIVE, Percentage.of(1));

    assertThat(assess(new Evidence.Incomparable(check)).outcome()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Property
  void aggregateAlwaysAgreesWithItselfAndNeverBeyondTheTolerance(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double live,
      @ForAll @DoubleRange(min = 0.01, max = 10) double share) {
    assertThat(assess(compared("0.1%", live, live)).outcome()).isEqualTo(CheckOutcome.PASSED);
    double further = live + Math.abs(live) * share;
    if (further != live) {
      assertThat(assess(compared("0.1%", further, live)).outcome()).isEqualTo(CheckOutcome.FAILED);
    }
  }

  @Test
  void rangeNamesPartitionsOutOfBounds() {
    CheckResult result =
        assess(
            new Evidence.Spanned(
                RANGE,
                Map.of(
                    "p1", new Extremes(0.0, 10.0),
                    "p2", new Extremes(-0.5, 3.0),
                    "p3", new Extremes(null, null),
                    "p4", new Extremes(1.0, 10.5))));

    assertThat(result.expected()).isEqualTo("from 0 to 10");
    assertThat(result.actual()).isEqualTo("from -0.5 to 10.5");
    assertThat(result.partitions()).containsExactly("p2", "p4");
  }

  @Test
  void rangeIsSkippedWithoutValues() {
    CheckResult result =
        assess(new Evidence.Spanned(RANGE, Map.of("p3", new Extremes(null, null))));

    assertThat(result.outcome()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void aRefusedCheckFailsWithTheEnginesWords() {
    CheckResult result = assess(new Evidence.Refused(UNIQUE, "Unknown identifier dya"));

    assertThat(result.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(result.message()).endsWith("Unknown identifier dya");
  }

  @Test
  void emptiedPartitionsFailUnlessAllowed() {
    List<PartitionPin> pins = List.of(pin("p1", 5, 5), pin("p2", 0, 5), pin("p3", 0, 0));

    CheckResult failed = PartitionRules.present(pins, EmptyPartitions.FAIL).result();
    assertThat(failed.partitions()).containsExactly("p2");
    assertThat(failed.actual()).isEqualTo("1 of 3 partitions with rows, 1 emptied");
    assertThat(PartitionRules.present(pins, EmptyPartitions.ALLOW).result().outcome())
        .isEqualTo(CheckOutcome.PASSED);
  }

  @Test
  void aWaveThatNothingWasComparedOfSaysSo() {
    Assessment skipped = Rules.assess(new Evidence.Repeated(UNIQUE, 0, Map.of()));
    Assessment passed = Rules.assess(new Evidence.Repeated(UNIQUE, 0, Map.of("p1", 0.0)));

    assertThat(PartitionRules.nothingCompared(List.of()))
        .get()
        .extracting(it -> it.result().outcome())
        .isEqualTo(CheckOutcome.SKIPPED);
    assertThat(PartitionRules.nothingCompared(List.of(skipped))).isPresent();
    assertThat(PartitionRules.nothingCompared(List.of(skipped, passed))).isEmpty();
    assertThat(
            PartitionRules.present(List.of(pin("p1", 5, 0)), EmptyPartitions.FAIL)
                .result()
                .outcome())
        .isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void partitionsOutsideOfTheRangeFail() {
    assertThat(PartitionRules.owned(List.of()).result().outcome()).isEqualTo(CheckOutcome.PASSED);
    assertThat(PartitionRules.owned(List.of("b", "a")).result().partitions())
        .containsExactly("a", "b");
  }

  @Test
  void namesABoundedNumberOfPartitions() {
    Map<String, Double> many =
        IntStream.range(0, 500).boxed().collect(Collectors.toMap(i -> "p" + i, i -> 1.0));

    assertThat(assess(new Evidence.Repeated(UNIQUE, 500, many)).partitions())
        .hasSize(CheckResult.PARTITIONS_MAX);
  }

  private static CheckResult assess(Evidence evidence) {
    return Rules.assess(evidence).result();
  }

  private static Evidence counted(RunCount... runs) {
    return new Evidence.Counted(COUNT, List.of(runs));
  }

  private static RunCount run(int day, long rows, double expected) {
    return new RunCount(new TaskRun(List.of(task(day))), rows, expected);
  }

  private static Evidence sparse(Map<String, NullCount> counts) {
    return new Evidence.Sparse(NULL_RATE, counts);
  }

  private static Evidence compared(
      String tolerance, @Nullable Double recomputed, @Nullable Double live) {
    BothSides sides = new BothSides(figure(recomputed), figure(live));
    return new Evidence.Compared(
        new Check.Aggregate("sum(flights)", Check.Against.LIVE, Percentage.parse(tolerance)),
        sides,
        Map.of("p1", sides, "p2", new BothSides(figure(1.0), figure(1.0))));
  }

  private static @Nullable Figure figure(@Nullable Double number) {
    return number == null ? null : Figure.of(number);
  }

  private static PartitionPin pin(String id, long rows, long liveRows) {
    return new PartitionPin(id, rows, "0", "h", liveRows, "0");
  }
}
