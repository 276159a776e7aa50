package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.time.LocalDays;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Days begin where the server says, in every zone and around every change of its clocks. */
class LocalDaysIT {
  private static final Instant LAST = Instant.parse("2037-12-01T00:00:00Z");
  private static final int ZONES_PER_QUERY = 8;

  /** Zones whose past the two have from different versions of the time zone database. */
  private static final Set<String> KNOWN_IN_ANOTHER_VERSION =
      Set.of(
          "America/Ensenada",
          "America/Santa_Isabel",
          "America/Tijuana",
          "Mexico/BajaNorte",
          "Asia/Tehran",
          "Iran");

  @Test
  void beginWhereTheServerSays() {
    LocalClickHouse server = SharedServers.clickhouse();
    try (JdbcSession session =
        new JdbcSession(
            ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password()))) {
      List<String> zones =
          session.query(
              "Listing zones",
              Command.of("SELECT time_zone AS zone FROM system.time_zones ORDER BY zone"),
              row -> row.getString("zone"));
      zones.retainAll(ZoneId.getAvailableZoneIds());
      zones.removeAll(KNOWN_IN_ANOTHER_VERSION);
      assertThat(zones).hasSizeGreaterThan(500);

      List<String> wrong = new ArrayList<>();
      for (int i = 0; i < zones.size(); i += ZONES_PER_QUERY) {
        wrong.addAll(wrong(session, zones.subList(i, Math.min(zones.size(), i + ZONES_PER_QUERY))));
      }

      assertThat(wrong).isEmpty();
    }
  }

  private static List<String> wrong(JdbcSession session, List<String> zones) {
    String sql =
        zones.stream()
            .filter(zone -> !starts(ZoneId.of(zone)).isEmpty())
            .map(LocalDaysIT::ofZone)
            .collect(Collectors.joining(" UNION ALL "));
    return sql.isEmpty()
        ? List.of()
        : session.query("Asking for days", Command.of(sql), row -> row.getString("wrong"));
  }

  /** A day's first second is in it, and the one before is in an earlier day. */
  private static String ofZone(String zone) {
    Map<Long, LocalDate> starts = starts(ZoneId.of(zone));
    return """
    SELECT concat('%1$s ', toString(day)) AS wrong
    FROM (SELECT arrayJoin(arrayZip([%2$s], [%3$s])) AS each,
      toDateTime(each.1, 'UTC') AS start, toDate(each.2) AS day)
    WHERE toDate(start, '%1$s') != day OR toDate(start - 1, '%1$s') >= day
      OR toStartOfDay(start, '%1$s') != start
    """
        .formatted(
            zone,
            starts.keySet().stream().map(String::valueOf).collect(Collectors.joining(",")),
            starts.values().stream().map("'%s'"::formatted).collect(Collectors.joining(",")));
  }

  /** Days around each change of the clocks, by their first seconds. */
  private static Map<Long, LocalDate> starts(ZoneId zone) {
    Set<LocalDate> days = new TreeSet<>();
    ZoneOffsetTransition change =
        zone.getRules().nextTransition(Instant.EPOCH.plusSeconds(172_800));
    while (change != null && change.getInstant().isBefore(LAST)) {
      for (int i = -1; i <= 2; i++) {
        days.add(change.getDateTimeBefore().toLocalDate().plusDays(i));
      }
      change = zone.getRules().nextTransition(change.getInstant());
    }
    TreeMap<Long, LocalDate> starts = new TreeMap<>();
    for (LocalDate day : days) {
      // A day that the zone has skipped begins with the next one, and is that.
      starts.put(
          LocalDays.start(day, zone).toEpochSecond(), LocalDays.start(day, zone).toLocalDate());
    }
    return starts;
  }
}
