package io.hindcast.demo.scenario;

import io.hindcast.cli.CliException;
import io.hindcast.cli.ExitCode;
import io.hindcast.cli.api.Backfill;
import java.time.Duration;
import java.util.List;

/** The readers and writers beside the backfill. */
final class Traffic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final int readers;
  private final Dashboards dashboards;
  private final LateFlights lateFlights;
  private final NewDays newDays;
  private boolean swapping;
  private long startedNanos;

  Traffic(ClickHouse clickhouse, int readers, Duration recomputation) {
    this.readers = readers;
    this.dashboards = new Dashboards(clickhouse);
    this.lateFlights = new LateFlights(clickhouse, recomputation);
    this.newDays = new NewDays(clickhouse);
  }

  void start() {
    startedNanos = System.nanoTime();
    dashboards.start("dashboard", readers);
    lateFlights.start("late-flights", 1);
    newDays.start("new-days", 1);
  }

  /** Late flights end with the first swap; Hindcast follows up on those that it had not read. */
  void stopLateFlights() {
    lateFlights.stop();
  }

  /**
   * Reacts to where the backfill stands, and says in a line what readers and writers have done so
   * far. As soon as the swap is under way more late flights arrive: too late for the swap, so that
   * Hindcast has to follow up on them.
   *
   * @throws CliException when it takes too long
   */
  List<String> beside(Backfill backfill) {
    if (System.nanoTime() - startedNanos > PATIENCE.toNanos()) {
      throw new CliException(
          ExitCode.FAILED,
          "The backfill is still %s after %d minutes; the services' logs say why"
              .formatted(backfill.state(), PATIENCE.toMinutes()));
    }
    if (backfill.state().equals("SWAPPING") && !swapping) {
      swapping = true;
      lateFlights.onceMore();
    }
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
