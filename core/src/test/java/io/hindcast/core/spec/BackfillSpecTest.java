package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackfillSpecTest {
  private static final TableName TARGET = new TableName("flights", "daily");
  private static final TableName SOURCE = new TableName("flights", "raw");
  private static final String SQL =
      "SELECT day FROM flights.raw WHERE day >= {from:Date} AND day < {to:Date}";
  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-02-01T00:00:00Z"));

  @Test
  void keepsItsListsFromChanging() {
    var tables = new ArrayList<>(List.of(SOURCE));
    var source = new Source(tables, Duration.ZERO, Duration.ZERO);
    tables.clear();

    assertThat(source.tables()).containsExactly(SOURCE);
    assertThatThrownBy(() -> source.tables().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void dropsCommentsAndSemicolonsAroundStatements() {
    assertThat(transform("-- fix\n" + SQL + ";\n", "1d").sql()).isEqualTo(SQL);
    assertThat(new Check.RowCount(SQL + " ;").equalsSql()).isEqualTo(SQL);
  }

  @Test
  void widensATasksRangeByItsReach() {
    var source = new Source(List.of(SOURCE), Duration.ofDays(1), Duration.ofHours(2));

    assertThat(source.reach(RANGE))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2000-12-31T00:00:00Z"), Instant.parse("2001-02-01T02:00:00Z")));
  }

  @Test
  void acceptsWhatFitsTogether() {
    assertThat(spec(SQL, "1d", SOURCE, BackfillSpec.WAVES_DEFAULT).waves()).hasSize(4);
  }

  @Test
  void refusesTheTargetAsItsOwnSource() {
    assertThatThrownBy(() -> spec(SQL, "1d", TARGET, BackfillSpec.WAVES_DEFAULT))
        .hasMessage("The target flights.daily cannot be its own source");
    assertThatThrownBy(
            () -> spec(SQL.replace("raw", "daily"), "1d", SOURCE, BackfillSpec.WAVES_DEFAULT))
        .hasMessageStartingWith("Expected a statement that does not read the target flights.daily");
  }

  @Test
  void refusesARangeThatIsNotOnSteps() {
    assertThatThrownBy(() -> spec(SQL, "1y", SOURCE, BackfillSpec.WAVES_DEFAULT))
        .hasMessage(
            "Expected the start of a 1y step in UTC, such as 2001-01-01T00:00Z or 2002-01-01T00:00Z,"
                + " found 2001-02-01T00:00Z");
  }

  @Test
  void refusesARangeOfTooManySteps() {
    assertThatThrownBy(
            () -> spec(SQL.replace("Date", "DateTime"), "1s", SOURCE, BackfillSpec.WAVES_DEFAULT))
        .hasMessage(
            "Expected at most 1000000 steps of the grain, found about 2678400: use a coarser"
                + " grain");
  }

  @Test
  void refusesWavesThatDoNotGrowToEverything() {
    assertThatThrownBy(() -> spec(SQL, "1d", SOURCE, List.of()))
        .hasMessage("The list of waves is empty");
    assertThatThrownBy(() -> spec(SQL, "1d", SOURCE, percent(10, 10, 100)))
        .hasMessage("Expected a wave above 10%, found 10%");
    assertThatThrownBy(() -> spec(SQL, "1d", SOURCE, percent(10, 50)))
        .hasMessage("Expected a last wave of 100%, found 50%");
  }

  @Test
  void refusesBoundsThatExcludeEverything() {
    assertThatThrownBy(() -> new Check.RangeCheck("a", BigDecimal.TEN, BigDecimal.ONE))
        .hasMessage("Expected min <= max, found min 10 and max 1");
    assertThatThrownBy(() -> new Check.RangeCheck("a", null, null))
        .hasMessage("Expected min, max or both");
    assertThatThrownBy(() -> new Check.RangeCheck("a", new BigDecimal("1e999"), null))
        .hasMessage("Expected bounds of at most 38 digits");
  }

  @Test
  void refusesColumnsThatAreMissingOrRepeated() {
    assertThatThrownBy(() -> new Check.Unique(List.of()))
        .hasMessage("The list of columns is empty");
    assertThatThrownBy(() -> new Target(TARGET, List.of("a", "a")))
        .hasMessage("The list of columns repeats a value");
  }

  @Test
  void refusesAmountsOutOfBounds() {
    assertThatThrownBy(() -> execution(0))
        .hasMessage("parallelism: Expected a whole number from 1 to 1024, found 0");
    assertThatThrownBy(() ->
            new SwapPolicy(
                SwapPolicy.Strategy.EXCHANGE, SwapPolicy.Approval.AUTO, Duration.ofDays(366), 3))
        .hasMessage("keepPrevious is longer than 365d");
  }

  @Test
  void labelsTellChecksApart() {
    assertThat(new Check.Unique(List.of("a", "b")).label()).isEqualTo("unique(a, b)");
    assertThat(new Check.NotNull(List.of("a")).label()).isEqualTo("notNull(a)");
    assertThat(new Check.NullRate("a", Percentage.of(1)).label()).isEqualTo("nullRate(a)");
    assertThat(new Check.RangeCheck("a", null, BigDecimal.ONE).label()).isEqualTo("range(a)");
    assertThat(new Check.RowCount(SQL).label()).isEqualTo("rowCount");
    assertThat(new Check.Aggregate("sum(a)", Check.Against.LIVE, Percentage.ZERO).label())
        .isEqualTo("aggregate(sum(a))");
  }

  private static BackfillSpec spec(
      String sql, String grain, TableName source, List<Percentage> waves) {
    return new BackfillSpec(
        new Metadata("fix", "team", new TreeMap<>()),
        new Target(TARGET, List.of("day")),
        new Source(List.of(source), Duration.ZERO, Duration.ZERO),
        transform(sql, grain),
        RANGE,
        ZoneId.of("UTC"),
        execution(1),
        waves,
        List.of(new Check.Unique(List.of("day"))),
        new SwapPolicy(
            SwapPolicy.Strategy.EXCHANGE,
            SwapPolicy.Approval.AUTO,
            SwapPolicy.KEEP_PREVIOUS_DEFAULT,
            3));
  }

  private static List<Percentage> percent(Integer... shares) {
    return Stream.of(shares).map(Percentage::of).toList();
  }

  private static Transform transform(String sql, String grain) {
    return new Transform(
        "1", Grain.parse(grain), sql, Transform.Stray.FAIL, Transform.EmptyPartitions.FAIL);
  }

  private static Execution execution(int parallelism) {
    return new Execution(
        parallelism,
        1000,
        100,
        3,
        new TreeMap<>(),
        Execution.ScanOrder.OLDEST_FIRST,
        Execution.Overlap.REFUSE);
  }
}
