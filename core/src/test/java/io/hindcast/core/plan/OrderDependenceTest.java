package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderDependenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MergeTree ORDER BY k                                     | UInt64                      | false",
        "ReplacingMergeTree PARTITION BY (a, b) ORDER BY k        | UInt64                      | true",
        "ReplacingMergeTree(v) ORDER BY k                         | UInt64                      | false",
        "ReplicatedReplacingMergeTree('/p/{uuid}', '{r}') ORDER   | UInt64                      | true",
        "ReplicatedReplacingMergeTree('/p/{uuid}', '{r}', v)      | UInt64                      | false",
        "SharedReplacingMergeTree('/p', 'r') ORDER BY k           | UInt64                      | true",
        "CoalescingMergeTree ORDER BY k                           | UInt64                      | true",
        "CollapsingMergeTree(s) ORDER BY k                        | UInt64                      | true",
        "VersionedCollapsingMergeTree(s, v) ORDER BY k            | UInt64                      | false",
        "SummingMergeTree ORDER BY k                              | UInt64                      | false",
        "SummingMergeTree ORDER BY k                              | String                      | true",
        "AggregatingMergeTree ORDER BY k                          | UInt64                      | true",
        "AggregatingMergeTree ORDER BY k                | AggregateFunction(sum, UInt64)        | false",
        "AggregatingMergeTree ORDER BY k                | SimpleAggregateFunction(max, UInt64)  | false",
        "AggregatingMergeTree ORDER BY k        | SimpleAggregateFunction(anyLast, UInt64)      | true",
        "AggregatingMergeTree ORDER BY k        | AggregateFunction(groupArray, UInt64)         | true",
        "GraphiteMergeTree('graphite_rollup') ORDER BY k          | UInt64                      | false",
      })
  void knowsTheEnginesThatKeepOneOfSeveralRows(String definition, String type, boolean shows) {
    assertThat(
            OrderDependence.of(
                    definition,
                    "`k`",
                    List.of(Surveys.column("k", "UInt64"), Surveys.column("v", type)))
                .isPresent())
        .isEqualTo(shows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT k, v FROM s                                | max_threads",
        "SELECT k, v FROM (SELECT * FROM s ORDER BY t)     | max_threads",
        "SELECT k, v FROM s ORDER BY t                     | ordered",
        "select k, v from s order /* x */ by t limit 10    | ordered",
        "SELECT k, v FROM s UNION ALL SELECT k, v FROM r ORDER BY k | max_threads",
        "SELECT k, d, max(v) AS v FROM s GROUP BY d, k     | once",
        "SELECT k, d, max(v) FROM s GROUP BY ALL           | once",
        "SELECT k, d, max(v) AS v FROM s GROUP BY d        | max_threads",
        "SELECT k, sum(v) AS v FROM s GROUP BY k HAVING v > 0 ORDER BY v | once",
      })
  void readsByOneThreadWhatHasNoOrder(String sql, String how) {
    assertThat(OrderDependence.settings(sql, "k").keySet())
        .isEqualTo(
            switch (how) {
              case "once" -> java.util.Set.of();
              case "ordered" -> java.util.Set.of("max_insert_threads");
              default -> java.util.Set.of("max_insert_threads", "max_threads");
            });
  }

  @Test
  void aKeyOfSeveralColumnsIsYieldedOnceOnlyByAllOfThem() {
    String sql = "SELECT d, k, sum(v) AS v FROM s GROUP BY d, `k`";

    assertThat(OrderDependence.settings(sql, "d, k")).isEmpty();
    assertThat(OrderDependence.settings(sql, "d, k, v")).isNotEmpty();
  }
}
