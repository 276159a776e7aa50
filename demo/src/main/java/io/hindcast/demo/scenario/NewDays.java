package io.hindcast.demo.scenario;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A writer of the target: rows of the days after the range, as the daily job writes them. Each has
 * a destination that no other row has.
 */
final class NewDays extends Load {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int BATCH = 10;
  private static final int DAYS = 3;

  private final ClickHouse clickhouse;
  private final List<String> acknowledged = new ArrayList<>();
  private int sent;

  NewDays(ClickHouse clickhouse) {
    super(PAUSE);
    this.clickhouse = clickhouse;
  }

  @Override
  void once() {
    LocalDate day = LocalDate.parse(FlightTables.TO).plusDays(sent / BATCH % DAYS);
    List<String> destinations = IntStream.range(0, BATCH).mapToObj(i -> "N" + (sent + i)).toList();
    sent += BATCH;
    String rows =
        destinations.stream()
            .map(destination -> "('%s', 'NEW', '%s', 1, 0, 0)".formatted(day, destination))
            .collect(Collectors.joining(", "));
    clickhouse.execute("INSERT INTO flights.route_daily VALUES " + rows);
    synchronized (acknowledged) {
      acknowledged.addAll(destinations);
    }
  }

  /** Rows that the server has acknowledged. */
  int acknowledged() {
    synchronized (acknowledged) {
      return acknowledged.size();
    }
  }

  /** How those in the target compare with those acknowledged. */
  Tally tally() {
    Map<String, Long> found = new HashMap<>();
    clickhouse
        .rows(
            "SELECT destination, count() FROM flights.route_daily WHERE origin = 'NEW'"
                + " GROUP BY destination")
        .forEach(row -> found.put(row.get(0), Long.parseLong(row.get(1))));
    synchronized (acknowledged) {
      long lost = acknowledged.stream().filter(key -> !found.containsKey(key)).count();
      long duplicated = found.values().stream().mapToLong(count -> count - 1).sum();
      return new Tally(acknowledged.size(), lost, duplicated);
    }
  }
}
