package io.hindcast.demo.scenario;

import java.util.ArrayList;
import java.util.List;

/** Looks at the tables after everything has come to rest. */
final class Examination {
  private static final String TARGET = "flights.route_daily";

  private final ClickHouse clickhouse;
  private final FlightTables tables;
  private final Traffic traffic;

  Examination(ClickHouse clickhouse, FlightTables tables, Traffic traffic) {
    this.clickhouse = clickhouse;
    this.tables = tables;
    this.traffic = traffic;
  }

  Findings findings(FlightTables.Loaded loaded, Content before, Course course) {
    Content after = Content.read(clickhouse, TARGET);
    List<Content> versions = versions(before, course.swaps(), after);
    List<String> writeFailures = new ArrayList<>(traffic.lateFlights().failures());
    writeFailures.addAll(traffic.newDays().failures());
    String kept = course.swaps().isEmpty() ? TARGET : course.swaps().getFirst().previousTable();
    return new Findings(
        loaded,
        course.end(),
        course.swaps(),
        before,
        after,
        Content.read(clickhouse, kept),
        ReadAudit.of(traffic.dashboards().reads(), versions),
        traffic.dashboards().failures(),
        List.copyOf(writeFailures),
        traffic.lateFlights().tally(),
        traffic.newDays().tally(),
        tables.differences(),
        tables.flightsInRange(),
        ChangedRow.between(clickhouse, kept));
  }

  /** Oldest first; those between two swaps are told from what the later ones have replaced. */
  private List<Content> versions(Content before, List<SwapSeen> swaps, Content after) {
    List<Content> versions = new ArrayList<>();
    if (!swaps.isEmpty()) {
      versions.add(after);
    }
    String table = TARGET;
    for (SwapSeen swap : swaps.stream().skip(1).toList().reversed()) {
      table = swap.before(table);
      versions.addFirst(Content.read(clickhouse, table));
    }
    versions.addFirst(before);
    return versions;
  }
}
