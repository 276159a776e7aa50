package io.hindcast.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.connection.LocalStackDescription.Database;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The evidence must notice what it is there to rule out. */
class EvidenceIT {
  private static final String TARGET = "flights.route_daily";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final LocalClickHouse server = SharedServers.clickhouse();
  private final ClickHouse clickhouse =
      new ClickHouse(new Database(server.url(), server.user(), server.password()));
  private final FlightTables tables = new FlightTables(clickhouse);

  @BeforeEach
  void load() {
    FlightTables.Loaded loaded = tables.load(FlightTables.file());
    assertThat(loaded.asExpected()).isTrue();
    assertThat(loaded.withNegativeDelay()).isEqualTo(FlightTables.DAYS);
    tables.runBare();
  }

  @AfterEach
  void close() {
    clickhouse.close();
  }

  private ReadAudit readDuring(Runnable publication) {
    Content before = Content.read(clickhouse, TARGET);
    Dashboards dashboards = new Dashboards(clickhouse);
    try (dashboards) {
      dashboards.start("dashboard", 3);
      Awaitility.await().atMost(PATIENCE).until(() -> dashboards.reads().size() >= 5);
      publication.run();
      int seen = dashboards.reads().size();
      Awaitility.await().atMost(PATIENCE).until(() -> dashboards.reads().size() >= seen + 5);
    }
    assertThat(dashboards.failures()).isEmpty();
    Content after = Content.read(clickhouse, TARGET);
    return ReadAudit.of(dashboards.reads(), List.of(before, after));
  }

  @Test
  void anExchangeShowsNoMix() {
    ReadAudit audit =
        readDuring(() -> clickhouse.execute("EXCHANGE TABLES " + TARGET + " AND flights.bare"));
    assertThat(audit.mixed()).isZero();
    assertThat(audit.backwards()).isZero();
    assertThat(audit.perVersion()).allMatch(count -> count > 0);
    assertThat(tables.differences()).isEqualTo(new FlightTables.Differences(0, 0));
  }

  @Test
  void aVersionBetweenTwoSwapsIsToldFromWhatTheLaterOneHasReplaced() {
    clickhouse.execute("EXCHANGE TABLES " + TARGET + " AND flights.bare");
    Content between = Content.read(clickhouse, TARGET);
    clickhouse.execute("CREATE TABLE flights.kept AS " + TARGET);
    List<String> days = List.of("20010102", "20010304");
    for (String day : days) {
      clickhouse.execute(
          "ALTER TABLE flights.kept REPLACE PARTITION %s FROM %s".formatted(day, TARGET));
      clickhouse.execute(
          "ALTER TABLE %s REPLACE PARTITION %s FROM flights.bare".formatted(TARGET, day));
    }
    SwapSeen later = new SwapSeen("", "", 1, "", "", "flights.kept", 2, 0, 0, 0, 0, 0, days, 0);

    assertThat(Content.read(clickhouse, TARGET)).isNotEqualTo(between);
    assertThat(Content.read(clickhouse, later.before(TARGET))).isEqualTo(between);
  }

  @Test
  void replacingPartitionAfterPartitionShowsMixes() {
    List<List<String>> days = clickhouse.rows("SELECT DISTINCT toYYYYMMDD(day) FROM flights.bare");
    ReadAudit audit =
        readDuring(() ->
            days.forEach(day ->
                clickhouse.execute(
                    "ALTER TABLE %s REPLACE PARTITION %s FROM flights.bare"
                        .formatted(TARGET, day.getFirst()))));
    assertThat(audit.mixed()).isPositive();
  }

  @Test
  void lostAndDoubledRowsAreCounted() {
    clickhouse.execute("EXCHANGE TABLES " + TARGET + " AND flights.bare");
    String two = " WHERE day = '2001-03-04' ORDER BY origin, destination LIMIT 2";
    clickhouse.execute("INSERT INTO %s SELECT * FROM %s %s".formatted(TARGET, TARGET, two));
    assertThat(tables.differences()).isEqualTo(new FlightTables.Differences(0, 2));
    long lost =
        clickhouse.number("SELECT count() FROM %s WHERE day = '2001-01-02'".formatted(TARGET));
    clickhouse.execute("ALTER TABLE %s DROP PARTITION 20010102".formatted(TARGET));
    assertThat(tables.differences()).isEqualTo(new FlightTables.Differences(lost, 2));
  }

  @Test
  void writersCountWhatWasAcknowledged() {
    Traffic traffic = new Traffic(clickhouse, 1, Duration.ofMillis(100));
    try (traffic) {
      traffic.start();
      Awaitility.await().atMost(PATIENCE).until(() -> traffic.newDays().acknowledged() >= 30);
    }
    assertThat(traffic.lateFlights().tally().exact()).isTrue();
    assertThat(traffic.newDays().tally().exact()).isTrue();
    clickhouse.execute(
        "INSERT INTO %s SELECT * FROM %s WHERE destination = 'N7'".formatted(TARGET, TARGET));
    clickhouse.execute(
        "ALTER TABLE %s DELETE WHERE destination = 'N8' SETTINGS mutations_sync = 1"
            .formatted(TARGET));
    assertThat(traffic.newDays().tally())
        .isEqualTo(new Tally(traffic.newDays().acknowledged(), 1, 1));
  }
}
