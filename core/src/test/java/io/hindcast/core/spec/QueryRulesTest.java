package io.hindcast.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRulesTest {
  private static final String WHERE = " WHERE t >= {from:DateTime64(6)} AND t < {to:DateTime64(6)}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM s" + WHERE,
        "with x AS (SELECT 1) SELECT a FROM s" + WHERE,
        "-- why\nSELECT a FROM s" + WHERE + ";\n-- done\n;",
        "SELECT ';', \"a;b\", `;` /* ; */ FROM s" + WHERE,
        "SELECT format('{} {}', a, b) AS format FROM s" + WHERE,
        "SELECT format FROM s" + WHERE + " ORDER BY format DESC",
        "SELECT format, a FROM s" + WHERE + " GROUP BY format, a",
        "SELECT {'a': 1}['a'], [1, 2] FROM s" + WHERE,
        "SELECT a FROM s" + WHERE + " SETTINGS max_threads = 1",
        "FROM s SELECT a" + WHERE,
        "(SELECT a FROM s" + WHERE + ") UNION ALL (SELECT 1)",
        "SELECT t FROM s WHERE t >= {from:Date} AND t < {to:Date32}",
        "SELECT t FROM s WHERE t >= {from:DateTime('UTC')} AND t < {to:DateTime64(3, 'UTC')}"
      })
  void acceptsOneSelectWithBothParameters(String sql) {
    assertThat(QueryRules.findings(sql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO t SELECT 1@ | 0 | Expected a statement that starts with SELECT, WITH or FROM, found 'INSERT'",
        "(INSERT a FROM s@) | 1 | Expected a statement that starts with SELECT, WITH or FROM, found 'INSERT'",
        "SELECT a FROM s@; DROP TABLE s | 74 | Expected one statement, found more after this ';'",
        "SELECT a FROM s@ FORMAT Null | 75 | Expected a statement without a FORMAT clause: the rows go to the target",
        "SELECT a FROM s@ format CSV SETTINGS a = 1 | 75 | Expected a statement without a format clause: the rows go to the target",
        "SELECT a FROM s@ INTO OUTFILE 'x' | 75 | Expected a statement without INTO OUTFILE: the rows go to the target",
        "SELECT (a FROM s@ | 7 | Expected a closing bracket for this '(', found none",
        "SELECT a FROM s@) | 74 | Expected an opening bracket before this ')', found none",
        "SELECT (a] FROM s@ | 9 | Expected an opening bracket before this ']', found none",
        "SELECT {day:Date}@ | 7 | Expected the parameters from and to only, found {day:Date}",
        "SELECT 'a@ | 7 | A text that begins with ' does not end"
      })
  void namesWhatIsWrongAndWhere(String sql, int position, String message) {
    assertThat(QueryRules.findings(sql.replace("@", WHERE)))
        .contains(new SqlFinding(position, message));
  }

  @Test
  void findsEverythingAtOnce() {
    assertThat(
            QueryRules.findings("DELETE FROM s WHERE a = {x:Int8} AND t < {to:String}; SELECT (1"))
        .extracting(SqlFinding::position)
        .containsExactly(0, 52, 61, 24, 41, 0);
  }

  @Test
  void asksForParametersThatStandInCommentsOnly() {
    assertThat(QueryRules.findings("SELECT 1 -- {from:Date} {to:Date}"))
        .extracting(SqlFinding::message)
        .containsExactly(
            "Expected the parameter {from:DateTime64(6)}, found none: without it every task would"
                + " read the whole source",
            "Expected the parameter {to:DateTime64(6)}, found none: without it every task would"
                + " read the whole source");
  }

  @Test
  void asksForCode() {
    assertThat(QueryRules.findings("-- nothing"))
        .contains(new SqlFinding(0, "Expected a SELECT, found no code"));
  }

  @Test
  void refusesDaysWhereTheGrainHasHours() {
    String sql = "SELECT 1 WHERE d >= {from:Date} AND d < {to:Date}";

    assertThat(QueryRules.findings(sql, Grain.parse("1d"))).isEmpty();
    assertThat(QueryRules.findings(sql, Grain.parse("24h"))).isEmpty();
    assertThat(QueryRules.findings(sql, Grain.parse("1h")))
        .first()
        .isEqualTo(
            new SqlFinding(
                20,
                "Expected a type with a time of day, such as {from:DateTime64(6)}, found Date: the"
                    + " grain is 1h"));
  }

  @Test
  void refusesTypesThatCannotHoldTheRange() {
    var range =
        new TimeRange(Instant.parse("1960-01-01T00:00:00Z"), Instant.parse("2001-01-01T00:00:00Z"));

    assertThat(QueryRules.findings("SELECT {from:DateTime}, {to:DateTime}", range))
        .containsExactly(
            new SqlFinding(
                7,
                "Expected a type that holds 1960-01-01T00:00:00Z, such as {from:DateTime64(6)},"
                    + " found DateTime"));
    assertThat(QueryRules.findings("SELECT {from:DateTime64(6)}, {to:Date}", range)).isEmpty();
  }

  @Test
  void findsTheTargetBeingRead() {
    var target = new TableName("flights", "daily");

    assertThat(QueryRules.reading("SELECT 1 FROM flights.raw", target)).isEmpty();
    assertThat(QueryRules.reading("SELECT 1 FROM flights.`daily`", target))
        .hasValueSatisfying(finding -> assertThat(finding.position()).isEqualTo(14));
  }
}
