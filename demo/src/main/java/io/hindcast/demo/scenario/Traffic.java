package io.hindcast.demo.scenario;

import java.time.Duration;
import java.util.List;

/** The readers and writers beside the backfill. */
final class Traffic implements AutoCloseable {
  private final int readers;
  private final Dashboards dashboards;
  private final LateFlights lateFlights;
  private final NewDays newDays;

  Traffic(ClickHouse clickhouse, int readers, Duration recomputation) {
    this.readers = readers;
    this.dashboards = new Dashboards(clickhouse);
    this.lateFlights = new LateFlights(clickhouse, recomputation);
    this.newDays = new NewDays(clickhouse);
  }

  void start() {
    dashboards.start("dashboard", readers);
    lateFlights.start("late-flights", 1);
    newDays.start("new-days", 1);
  }

  /** Late flights end with the first swap; Hindcast follows up on those that it had not read. */
  void stopLateFlights() {
    lateFlights.stop();
  }

  /** One line of what they have done so far. */
  List<String> summary() {
    return List.of(
        "  beside it: %d reads (%d failed), %d late flights, %d rows of new days"
            .formatted(
                dashboards.reads().size(),
                dashboards.failures().size(),
                lateFlights.acknowledged(),
                newDays.acknowledged()));
  }

  Dashboards dashboards() {
    return dashboards;
  }

  LateFlights lateFlights() {
    return lateFlights;
  }

  NewDays newDays() {
    return newDays;
  }

  /** Stops all of them and returns when nothing is under way. */
  @Override
  public void close() {
    try (dashboards;
        newDays;
        lateFlights) {
      lateFlights.stop();
    }
  }
}
