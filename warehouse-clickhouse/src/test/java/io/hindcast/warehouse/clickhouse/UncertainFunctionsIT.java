package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.plan.UncertainCalls;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every function that the engine does not call deterministic is one that a plan warns of. */
class UncertainFunctionsIT {
  /** Functions of time series keep what they know within one query. */
  private static final String SAID_BY_ENGINE =
      """
      SELECT name FROM system.functions
      WHERE deterministic = 0 AND NOT startsWith(name, 'timeSeries') ORDER BY name
      """;

  /** Not constant for the engine, but the same for the same rows. */
  private static final Set<String> THE_SAME_EACH_TIME =
      Set.of(
          "__applyFilter",
          "arrayJoin",
          "arrayPartialReverseSort",
          "arrayPartialSort",
          "dumpColumnStructure",
          "financialNetPresentValueExtended",
          "isConstant",
          "toColumnTypeName",
          "unnest");

  /** Table functions that read what is in the statement, or tables of the server. */
  private static final Set<String> INSIDE =
      Set.of(
          "format",
          "generate_series",
          "generateSeries",
          "input",
          "loop",
          "merge",
          "mergeTreeAnalyzeIndexes",
          "mergeTreeAnalyzeIndexesUUID",
          "mergeTreeIndex",
          "mergeTreeProjection",
          "mergeTreeTextIndex",
          "null",
          "numbers",
          "numbers_mt",
          "primes",
          "prometheusQuery",
          "prometheusQueryRange",
          "SQLStandardValues",
          "timeSeriesData",
          "timeSeriesMetrics",
          "timeSeriesSamples",
          "timeSeriesSelector",
          "timeSeriesTags",
          "values",
          "view",
          "viewExplain",
          "viewIfPermitted",
          "zeros",
          "zeros_mt");

  @Test
  void areKnown() {
    List<String> uncertain = uncertainFunctions();

    assertThat(uncertain).contains("now", "rand", "hostName").hasSizeGreaterThan(100);
    assertThat(uncertain)
        .filteredOn(name -> !UncertainCalls.knows(name))
        .containsExactlyInAnyOrderElementsOf(THE_SAME_EACH_TIME);
  }

  /** A new one of the server is looked at by somebody before a plan lets it pass. */
  @Test
  void eachTableFunctionIsKnownToStayInsideOrNot() {
    assertThat(names("SELECT name FROM system.table_functions"))
        .contains("url", "numbers")
        .filteredOn(name -> !UncertainCalls.knows(name))
        .containsExactlyInAnyOrderElementsOf(INSIDE);
  }

  private static List<String> uncertainFunctions() {
    return names(SAID_BY_ENGINE);
  }

  private static List<String> names(String sql) {
    LocalClickHouse server = SharedServers.clickhouse();
    try (JdbcSession session =
        new JdbcSession(
            ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password()))) {
      return session.query("Listing functions", Command.of(sql), row -> row.getString("name"));
    }
  }
}
