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

  @Test
  void areKnown() {
    List<String> uncertain = uncertainFunctions();

    assertThat(uncertain).contains("now", "rand", "hostName").hasSizeGreaterThan(100);
    assertThat(uncertain)
        .filteredOn(name -> !UncertainCalls.knows(name))
        .containsExactlyInAnyOrderElementsOf(THE_SAME_EACH_TIME);
  }

  private static List<String> uncertainFunctions() {
    LocalClickHouse server = SharedServers.clickhouse();
    try (JdbcSession session =
        new JdbcSession(
            ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password()))) {
      return session.query(
          "Listing functions", Command.of(SAID_BY_ENGINE), row -> row.getString("name"));
    }
  }
}
