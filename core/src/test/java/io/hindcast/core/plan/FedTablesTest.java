package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindcast.core.plan.FedTable.Action;
import io.hindcast.core.plan.Surroundings.Beside;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewGraph;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FedTablesTest {
  private static final Beside DAILY =
      beside(
          "daily",
          "MergeTree",
          "toYYYYMMDD(day)",
          "day",
          "day Date",
          "at DateTime('UTC')",
          "n UInt64");
  private static final Beside MONTHLY =
      beside(
          "monthly",
          "SummingMergeTree",
          "toYYYYMM(month)",
          "month, k",
          "month Date",
          "k UInt8",
          "n UInt64");
  private static final Beside YEARLY =
      beside("yearly", "SummingMergeTree", "toYear(year)", "year", "year Date", "n UInt64");
  private static final String BY_MONTH =
      "SELECT toStartOfMonth(day) AS month, 1 AS k, sum(n) AS n FROM shop.daily GROUP BY month";
  private static final View TO_MONTHLY = Views.materialized("mv", "daily", "monthly", BY_MONTH);
  private static final View TO_YEARLY =
      Views.materialized(
          "mv2", "monthly", "yearly", "SELECT toStartOfYear(month) AS year, n FROM shop.monthly");

  @Test
  void namesEveryTableAndWhatToDoWhenTheSpecWantsNoMore() {
    List<FedTable> fed =
        fed(SwapPolicy.Dependents.LIST, List.of(TO_MONTHLY, TO_YEARLY), DAILY, MONTHLY, YEARLY);

    assertThat(fed)
        .extracting(FedTable::table, FedTable::from, FedTable::action, FedTable::rebuild)
        .containsExactly(
            tuple(Views.table("monthly"), Views.table("daily"), Action.LISTED, null),
            tuple(Views.table("yearly"), Views.table("monthly"), Action.LISTED, null));
    assertThat(fed.getFirst().message())
        .contains("shop.monthly keeps what came of the old rows of shop.daily", "swap.dependents");
  }

  @Test
  void derivesTheBackfillOfATableFromItsView() {
    BackfillSpec spec = rebuild(TO_MONTHLY, MONTHLY);

    assertThat(spec.target().table()).isEqualTo(Views.table("monthly"));
    assertThat(spec.target().key()).containsExactly("month", "k");
    assertThat(spec.source().tables()).containsExactly(Views.table("daily"));
    assertThat(spec.range())
        .isEqualTo(Surveys.range("2001-01-01T00:00:00Z", "2001-02-01T00:00:00Z"));
    assertThat(spec.transform().grain()).hasToString("1mo");
    assertThat(spec.transform().sql())
        .isEqualTo(
            "SELECT `month`, `k`, `n`\nFROM (\n"
                + BY_MONTH
                + "\n)\nWHERE `month` >= {from:Date} AND `month` < {to:Date}");
    assertThat(spec.metadata().name()).isEqualTo("fix.rebuild.monthly");
    assertThat(spec.swap().approval()).isEqualTo(SwapPolicy.Approval.AUTO);
    assertThat(spec.swap().dependents()).isEqualTo(SwapPolicy.Dependents.REBUILD);
    assertThat(spec.execution().overlap()).isEqualTo(Execution.Overlap.QUEUE);
    assertThat(spec.source().lookahead()).isZero();
  }

  @Test
  void leavesWhatIsBehindAFedTableToItsBackfill() {
    List<FedTable> fed =
        fed(SwapPolicy.Dependents.REBUILD, List.of(TO_MONTHLY, TO_YEARLY), DAILY, MONTHLY, YEARLY);

    assertThat(fed).extracting(FedTable::action).containsOnly(Action.REBUILT);
    assertThat(fed.getFirst().rebuild()).isNotNull();
    assertThat(fed.getLast().rebuild()).isNull();
    assertThat(fed.getLast().message())
        .contains("shop.yearly is rebuilt for", "2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z")
        .contains("once shop.monthly is swapped")
        .contains("as merges have left them");
  }

  @Test
  void whatIsBehindATableThatCannotBeRebuiltCannotEither() {
    Beside unpartitioned =
        beside("monthly", "SummingMergeTree", "", "month", "month Date", "n UInt64");

    List<FedTable> fed =
        fed(
            SwapPolicy.Dependents.REBUILD,
            List.of(TO_MONTHLY, TO_YEARLY),
            DAILY,
            unpartitioned,
            YEARLY);

    assertThat(fed).extracting(FedTable::action).containsOnly(Action.NOT_REBUILT);
    assertThat(fed.getFirst().message()).contains("partition key 'tuple()' cannot be planned");
    assertThat(fed.getLast().message()).contains("shop.monthly, which feeds it, is not rebuilt");
  }

  /** Rows of 15 January are rounded down to 1 January, which is a partition of its own. */
  @Test
  void reachesThePartitionsThatRoundedTimesAreIn() {
    Beside byDay =
        beside("monthly", "MergeTree", "month", "month", "month Date", "k UInt8", "n UInt64");

    BackfillSpec spec = rebuild(TO_MONTHLY, byDay);

    assertThat(spec.range())
        .isEqualTo(Surveys.range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z"));
    assertThat(spec.source().lookahead()).isEqualTo(Duration.ofDays(32));
  }

  @Test
  void countsDaysInTheZoneThatTheViewNames() {
    Beside hourly =
        beside(
            "daily",
            "MergeTree",
            "toYYYYMMDD(at)",
            "at",
            "day Date",
            "at DateTime('UTC')",
            "n UInt64");
    View local =
        Views.materialized(
            "mv",
            "daily",
            "monthly",
            "SELECT toDate(at, 'America/New_York') AS month, 1 AS k, n FROM shop.daily");

    List<FedTable> fed = fed(SwapPolicy.Dependents.REBUILD, List.of(local), hourly, MONTHLY);

    BackfillSpec spec = Objects.requireNonNull(fed.getFirst().rebuild(), fed.getFirst().message());
    assertThat(spec.zone()).isEqualTo(ZoneId.of("America/New_York"));
    assertThat(spec.range())
        .isEqualTo(Surveys.range("2001-01-01T05:00:00Z", "2001-02-01T05:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT day AS month, n FROM shop.daily JOIN shop.other USING (day) | joins other tables",
        "SELECT day AS month, n FROM shop.daily WHERE n IN (SELECT n FROM shop.o) | has a subquery",
        "SELECT day AS month, n FROM shop.daily WHERE n IN shop.set | another table by IN",
        "SELECT day AS month, dictGet('d', 'x', n) AS n FROM shop.daily | looks other data up",
        "SELECT day AS month, n FROM shop.daily LIMIT 10 | its LIMIT yields depends on the insert",
        "SELECT day AS month, sum(n) OVER () AS n FROM shop.daily | its OVER yields",
        "SELECT at AS month, n FROM shop.daily | does not take from day",
        "SELECT day + 1 AS month, n FROM shop.daily | does not take from day",
        "SELECT toStartOfInterval(day, toIntervalMonth(2)) AS month, n FROM shop.daily | not take from",
        "SELECT day AS month, n FROM shop.daily, shop.other | reads several tables",
        "WITH 1 AS x SELECT day AS month, n FROM shop.daily | does not begin with SELECT"
      })
  void saysWhyATableCannotBeRebuilt(String select, String reason) {
    View view = Views.materialized("mv", "daily", "monthly", select);

    FedTable fed = fed(SwapPolicy.Dependents.REBUILD, List.of(view), DAILY, MONTHLY).getFirst();

    assertThat(fed.action()).isEqualTo(Action.NOT_REBUILT);
    assertThat(fed.message()).contains(reason).contains("submit a backfill of it afterwards");
  }

  @Test
  void severalViewsAnInnerTableAndATtlAreNamedAsReasons() {
    View second = Views.materialized("second", "elsewhere", "monthly", BY_MONTH);
    Beside expiring = new Beside(DAILY.table(), "day", true);
    View inner = Views.materialized("mv", "daily", ".inner_id.1", BY_MONTH);
    Beside innerTable =
        beside(".inner_id.1", "SummingMergeTree", "toYYYYMM(month)", "month", "month Date");

    assertThat(message(List.of(TO_MONTHLY, second), DAILY, MONTHLY))
        .contains("several views feed it: shop.mv, shop.second");
    assertThat(message(List.of(TO_MONTHLY), expiring, MONTHLY)).contains("shop.daily has a TTL");
    assertThat(message(List.of(inner), DAILY, innerTable)).contains("create the view with TO");
    assertThat(message(List.of(TO_MONTHLY), DAILY)).contains("shop.monthly is not there");
  }

  private static String message(List<View> views, Beside... tables) {
    FedTable fed = fed(SwapPolicy.Dependents.REBUILD, views, tables).getFirst();
    assertThat(fed.action()).isEqualTo(Action.NOT_REBUILT);
    return fed.message();
  }

  private static BackfillSpec rebuild(View view, Beside table) {
    FedTable fed = fed(SwapPolicy.Dependents.REBUILD, List.of(view), DAILY, table).getFirst();
    return Objects.requireNonNull(fed.rebuild(), fed.message());
  }

  private static List<FedTable> fed(
      SwapPolicy.Dependents dependents, List<View> views, Beside... tables) {
    Map<TableName, Beside> byName =
        Arrays.stream(tables).collect(Collectors.toMap(each -> each.table().name(), each -> each));
    TimeRange range = Surveys.range("2001-01-15T00:00:00Z", "2001-01-17T00:00:00Z");
    return FedTables.of(spec(dependents), range, new Surroundings(new ViewGraph(views), byName));
  }

  private static BackfillSpec spec(SwapPolicy.Dependents dependents) {
    return Surveys.swapping(
        Surveys.spec(Surveys.twoDays()),
        new SwapPolicy(
            SwapPolicy.Strategy.EXCHANGE,
            SwapPolicy.Approval.MANUAL,
            Duration.ofDays(7),
            3,
            SwapPolicy.LateRows.SOURCE,
            dependents));
  }

  private static Beside beside(
      String name, String engine, String partitionKey, String sortingKey, String... columns) {
    List<TableColumn> described =
        Stream.of(columns)
            .map(column -> column.split(" ", 2))
            .map(parts -> Surveys.column(parts[0], parts[1]))
            .toList();
    return new Beside(
        new TargetTable(
            Views.table(name), engine, true, partitionKey, described, List.of(), ZoneOffset.UTC),
        sortingKey,
        false);
  }
}
