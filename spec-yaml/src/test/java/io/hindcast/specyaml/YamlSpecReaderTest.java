package io.hindcast.specyaml;

import static io.hindcast.specyaml.Samples.parsed;
import static io.hindcast.specyaml.Samples.problems;
import static io.hindcast.specyaml.Samples.validBut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Execution.Overlap;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SpecProblem;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlSpecReaderTest {
  private static final List<String> KEY = List.of("day", "origin", "destination");

  @Test
  void readsEverySectionAsWritten() {
    BackfillSpec spec = parsed(Samples.valid());

    assertThat(spec.metadata())
        .isEqualTo(
            new Metadata(
                "route-daily-delay-fix", "analytics", new TreeMap<>(Map.of("ticket", "DATA-123"))));
    assertThat(spec.target()).isEqualTo(new Target(new TableName("flights", "route_daily"), KEY));
    assertThat(spec.source())
        .isEqualTo(
            new Source(List.of(new TableName("flights", "raw")), Duration.ZERO, Duration.ZERO));
    assertThat(spec.range())
        .isEqualTo(
            new TimeRange(
                Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-07-01T00:00:00Z")));
    assertThat(spec.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(spec.execution())
        .isEqualTo(
            new Execution(
                2, 500_000, 100, 3, new TreeMap<>(), ScanOrder.OLDEST_FIRST, Overlap.REFUSE));
    assertThat(spec.waves()).isEqualTo(BackfillSpec.WAVES_DEFAULT);
    assertThat(spec.swap())
        .isEqualTo(
            new SwapPolicy(
                SwapPolicy.Strategy.EXCHANGE, SwapPolicy.Approval.AUTO, Duration.ofDays(7), 3));
  }

  @Test
  void readsWhichKeysAreAffected() {
    Target listed =
        parsed(
                Samples.validBut(
                    "key: [day, origin, destination]",
                    "key: [day]\n    keys: {column: origin, values: [JFK, 7, '']}"))
            .target();
    Target queried =
        parsed(
                Samples.validBut(
                    "key: [day, origin, destination]",
                    "key: [day]\n    keys: {query: 'SELECT a FROM dq.issues WHERE t >= {from:Date}; '}"))
            .target();

    assertThat(listed.keys()).isEqualTo(new AffectedKeys.Values("origin", List.of("JFK", "7", "")));
    assertThat(queried.keys())
        .isEqualTo(new AffectedKeys.Query(null, "SELECT a FROM dq.issues WHERE t >= {from:Date}"));
    assertThat(queried.outsideRange()).isEqualTo(Target.OutsideRange.REFUSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query: DELETE FROM x             | SELECT, WITH or FROM",
        "query: 'SELECT {name:String}'    | from and to only",
        "values: [a, a]                   | each element once",
        "column: x                        | found none",
        "valuess: [a]                     | did you mean 'values'",
      })
  void saysWhatIsWrongWithTheKeys(String keys, String words) {
    String yaml =
        Samples.validBut(
            "key: [day, origin, destination]", "key: [day]\n    keys: {%s}".formatted(keys));

    assertThat(Samples.problems(yaml))
        .anySatisfy(each -> assertThat(each).asString().contains(words));
  }

  @Test
  void readsTheTransformAndTheChecksAsWritten() {
    BackfillSpec spec = parsed(Samples.valid());

    assertThat(spec.transform().version()).isEqualTo("2.0.0");
    assertThat(spec.transform().grain()).isEqualTo(Grain.parse("1d"));
    assertThat(spec.transform().stray()).isEqualTo(Transform.Stray.FAIL);
    assertThat(spec.transform().emptyPartitions()).isEqualTo(Transform.EmptyPartitions.FAIL);
    assertThat(spec.transform().sql())
        .startsWith("SELECT toDate(date) AS day, origin, destination, count() AS flights,\n")
        .endsWith("\nGROUP BY day, origin, destination");
    assertThat(spec.checks())
        .containsExactly(
            new Check.RowCount(
                "SELECT uniqExact(toDate(date), origin, destination) FROM flights.raw"
                    + " WHERE date >= {from:DateTime64(6)} AND date < {to:DateTime64(6)}"),
            new Check.Unique(KEY),
            new Check.NotNull(KEY),
            new Check.NullRate("avg_delay", Percentage.of(1)),
            new Check.Aggregate("sum(flights)", Check.Against.LIVE, Percentage.parse("0.1%")),
            new Check.RangeCheck("avg_delay", BigDecimal.ZERO, null));
  }

  @Test
  void fillsInWhatTheShortestSpecLeavesOut() {
    BackfillSpec spec = parsed(Samples.text("shortest.yaml"));

    assertThat(spec.metadata().labels()).isEmpty();
    assertThat(spec.source().lookback()).isZero();
    assertThat(spec.execution())
        .isEqualTo(
            new Execution(
                4, 5_000_000, 100, 3, new TreeMap<>(), ScanOrder.OLDEST_FIRST, Overlap.REFUSE));
    assertThat(spec.waves()).isEqualTo(BackfillSpec.WAVES_DEFAULT);
    assertThat(spec.checks()).isEmpty();
    assertThat(spec.swap().approval()).isEqualTo(SwapPolicy.Approval.MANUAL);
    assertThat(spec.swap().keepPrevious()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void readsTheOtherValueOfEveryOption() {
    BackfillSpec spec = parsed(Samples.text("options.yaml"));

    assertThat(spec.transform().stray()).isEqualTo(Transform.Stray.FILTER);
    assertThat(spec.transform().emptyPartitions()).isEqualTo(Transform.EmptyPartitions.ALLOW);
    assertThat(spec.source().lookback()).isEqualTo(Duration.ofHours(36));
    assertThat(spec.source().lookahead()).isEqualTo(Duration.ofDays(14));
    assertThat(spec.source().allowedLateness()).isEqualTo(Duration.ofDays(3));
    assertThat(spec.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(spec.range().from()).isEqualTo(Instant.parse("2000-12-31T23:00:00Z"));
    assertThat(spec.execution())
        .isEqualTo(
            new Execution(
                1024,
                1,
                1000,
                20,
                new TreeMap<>(Map.of("max_threads", "4", "use_x", "true")),
                ScanOrder.NEWEST_FIRST,
                Overlap.QUEUE,
                Duration.ZERO));
    assertThat(spec.swap())
        .isEqualTo(
            new SwapPolicy(
                SwapPolicy.Strategy.REPLACE,
                SwapPolicy.Approval.MANUAL,
                Duration.ofDays(365),
                0,
                SwapPolicy.LateRows.CARRY,
                SwapPolicy.Dependents.REBUILD));
  }

  @Test
  void namesEveryMistakeOfADocumentAtOnce() {
    String problems =
        String.join(
            "\n",
            problems(Samples.text("every-mistake.yaml")).stream()
                .map(SpecProblem::toString)
                .toList());

    assertThat(problems).isEqualToIgnoringNewLines(Samples.text("every-mistake.expected"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: 2001-07-01 | to: 2001-01-01 | spec.range.to | Expected a time after 'from', which is"
            + " 2001-01-01T00:00:00Z, found 2001-01-01T00:00:00Z",
        "to: 2001-07-01 | to: 2001-06-30T12:00 | spec.range.to | Expected the start of a 1d step in"
            + " UTC, such as 2001-06-30T00:00Z or 2001-07-01T00:00Z, found 2001-06-30T12:00Z",
        "grain: 1d | grain: 1s | spec.range.to | Expected at most 1000000 steps of the grain, found"
            + " about 15638400: use a coarser grain",
        "to: 2001-07-01 | to: 2300-01-02 | spec.range.to | Expected a time in the years 1900 to"
            + " 2299, found 2300-01-02T00:00:00Z",
        "tables: [flights.raw] | tables: [flights.route_daily] | spec.source.tables[0] | Expected"
            + " tables other than the target, found flights.route_daily: its rows change while it"
            + " is recomputed; read a copy of it",
        "[1%, 10%, 50%, 100%] | [1%, 50%, 10%, 100%] | spec.waves[2] | Expected a percentage"
            + " greater than 50%, found 10%",
        "[1%, 10%, 50%, 100%] | [0%, 100%] | spec.waves[0] | Expected a percentage greater than 0%,"
            + " found 0%",
        "[1%, 10%, 50%, 100%] | [] | spec.waves | Expected at least one element, found an empty"
            + " list",
        "grain: 1d | 'grain: 1d\n"
            + "    file: a.sql' | spec.transform.file | Expected sql or file, found both",
        "lookback: 0d | lookback: 9999d | spec.source.lookback | Expected at most 3660d, found"
            + " 9999d",
        "min: 0 | min: 1e99 | spec.checks[5].range | Expected bounds of at most 38 digits",
        "min: 0 | min: .inf | spec.checks[5].range.min | Expected a number of at most 38 digits,"
            + " found '.inf'",
        "- range: {column: avg_delay, min: 0} | - unique: [day, origin, destination] |"
            + " spec.checks[5].unique | Expected each element once, found it again",
        "kind: Backfill | kind: | kind | Expected text, found nothing",
        "owner: analytics | 'owner: \" \"' | metadata.owner | Expected a text, found an empty one",
        "version: 2.0.0 | version: !v 2 | spec.transform.version | Expected text, found a value"
            + " with the tag !v",
        "owner: analytics | 'owner: analytics\n  ? [a]\n  : b' | metadata | Expected a key, found a list"
      })
  void namesEachContradiction(String piece, String replacement, String path, String message) {
    assertThat(problems(validBut(piece, replacement)))
        .extracting(SpecProblem::path, SpecProblem::message)
        .containsExactly(tuple(path, message));
  }

  @Test
  void placesAProblemInsideABlockOfSql() {
    String yaml =
        validBut("date < {to:DateTime64(6)}\n      GROUP", "date < {to:Int64}\n      GROUP");

    assertThat(problems(yaml))
        .singleElement()
        .satisfies(problem -> {
          String line = yaml.lines().toList().get(problem.line() - 1);
          assertThat(line.substring(problem.column() - 1)).isEqualTo("{to:Int64}");
        });
  }

  @Test
  void refusesToReadTheTargetInTheStatement() {
    assertThat(problems(validBut("      FROM flights.raw\n", "      FROM flights.route_daily\n")))
        .singleElement()
        .hasToString(
            "line 21, column 12: spec.transform.sql: Expected a statement that does not read the"
                + " target flights.route_daily: its rows change while it is recomputed; read a copy"
                + " of it");
  }

  @Test
  void refusesParametersThatCannotHoldTheRangeInChecksToo() {
    String yaml = validBut("from: 2001-01-01", "from: 1950-01-01").replace("DateTime64(6)", "Date");

    assertThat(problems(yaml))
        .extracting(SpecProblem::path)
        .containsExactly("spec.transform.sql", "spec.checks[0].rowCount.equals");
  }

  @Test
  void takesAnyScalarForText() {
    assertThat(parsed(validBut("version: 2.0.0", "version: 1.10")).transform().version())
        .isEqualTo("1.10");
    assertThat(parsed(validBut("DATA-123", "007")).metadata().labels())
        .containsEntry("ticket", "007");
  }

  @Test
  void takesEmptyOptionalSectionsForMissingOnes() {
    String yaml = Samples.text("shortest.yaml") + "  execution:\n  waves:\n  checks:\n  swap:\n";

    assertThat(parsed(yaml).checks()).isEmpty();
  }

  @Test
  void followsAliases() {
    String yaml =
        validBut("key: [day, origin, destination]", "key: &key [day, origin, destination]")
            .replace("unique: [day, origin, destination]", "unique: *key");

    assertThat(parsed(yaml).checks()).contains(new Check.Unique(KEY));
  }

  @Test
  void refusesFilesOverTheWire() {
    String yaml = Samples.text("shortest.yaml").replaceAll("sql: .*", "file: transform.sql");

    assertThat(problems(yaml))
        .extracting(SpecProblem::message)
        .containsExactly(
            "Expected the statement itself in the key sql, found a file: only the command line"
                + " reads files");
  }
}
