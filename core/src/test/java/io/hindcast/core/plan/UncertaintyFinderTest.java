package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UncertaintyFinderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT now() AS at FROM s.t",
        "SELECT NOW64(3) FROM s.t",
        "SELECT a FROM s.t WHERE d > today() - 7",
        "SELECT rand() % 2, a FROM s.t",
        "SELECT randCanonical() FROM s.t",
        "SELECT generateUUIDv4() AS id FROM s.t",
        "SELECT randomString(4) FROM s.t",
        "SELECT rowNumberInAllBlocks() FROM s.t",
        "SELECT runningDifference(a) FROM s.t",
        "SELECT hostName() FROM s.t",
        "SELECT a FROM url('http://x', CSV)",
        "SELECT a FROM s3('x', 'CSV')",
        "SELECT `rand`(1) FROM s.t",
        "SELECT \"now\"() FROM s.t",
        "SELECT a FROM `url`('http://x', CSV)",
        "SELECT a FROM `ur\\l` ('http://x', CSV)",
        "SELECT a FROM remote('h', s.t)",
        "SELECT a FROM s.t LIMIT 10",
        "SELECT a FROM s.t LIMIT 1 BY a",
        "SELECT a FROM (SELECT a FROM s.t LIMIT 5) ORDER BY a",
        "SELECT a FROM s.t ORDER BY a UNION ALL SELECT b FROM s.u LIMIT 3"
      })
  void findsWhatHardlyEverYieldsTheSame(String sql) {
    assertThat(UncertaintyFinder.in(sql))
        .singleElement()
        .satisfies(found -> assertThat(found.certain()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT any(a) FROM s.t",
        "SELECT anyLast(a) FROM s.t",
        "SELECT anyIf(a, b > 1) FROM s.t",
        "SELECT anyOrNullIf(a, b > 1) FROM s.t",
        "SELECT groupArray(a) FROM s.t",
        "SELECT groupUniqArrayIf(a, b) FROM s.t",
        "SELECT quantile(0.9)(a) FROM s.t",
        "SELECT dictGet('d', 'x', a) FROM s.t",
        "SELECT a FROM s.t SAMPLE 0.1"
      })
  void warnsOfWhatMayYieldSomethingElse(String sql) {
    assertThat(UncertaintyFinder.in(sql))
        .singleElement()
        .satisfies(found -> assertThat(found.certain()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'now()' AS a, \"rand\" FROM s.t -- now() LIMIT 3",
        "SELECT a /* rand() */ FROM s.t",
        "SELECT `now`, `rand` FROM s.t",
        "SELECT now, rand, today FROM s.t",
        "SELECT a FROM s.t ORDER BY a LIMIT 10",
        "SELECT a FROM s.t ORDER BY a LIMIT 1 BY a LIMIT 10",
        "SELECT a FROM (SELECT a FROM s.t ORDER BY a LIMIT 5)",
        "SELECT a, limit FROM s.t",
        "SELECT t.now() FROM s.t",
        "SELECT arraySort(groupArray(a)) FROM s.t",
        "SELECT length(groupUniqArray(a)) FROM s.t",
        "SELECT first_value(a) OVER (PARTITION BY b ORDER BY c) FROM s.t",
        "SELECT quantileExact(0.5)(a), uniqExact(a), argMax(a, b), max(a), count() FROM s.t",
        "SELECT sample, company(a) FROM s.t",
        "WITH now AS (SELECT 1) SELECT a FROM s.t"
      })
  void findsNothingInWhatIsCertain(String sql) {
    assertThat(UncertaintyFinder.in(sql)).isEmpty();
  }

  @Test
  void saysWhereWhatAndWhatToDo() {
    List<Uncertainty> found = UncertaintyFinder.in("SELECT a,\n  now() AS at\nFROM s.t\nLIMIT 3");

    assertThat(found)
        .extracting(Uncertainty::message)
        .containsExactly(
            "transform.sql, line 2: now(…) depends on when it runs; derive the time from {from:…}"
                + " or {to:…}, or from a column",
            "transform.sql, line 4: LIMIT without ORDER BY keeps whichever rows come first; add an"
                + " ORDER BY that leaves no ties");
  }
}
