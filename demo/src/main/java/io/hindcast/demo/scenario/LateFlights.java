package io.hindcast.demo.scenario;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A writer of the source: flights of a random day of the range that are reported late. Each has a
 * distance that no other flight has.
 */
final class LateFlights extends Load {
  private static final Duration PAUSE_MIN = Duration.ofMillis(1_500);
  private static final int FIRST_DISTANCE = 10_000_000;
  private static final int BATCH = 10;
  private static final long SEED = 2001;
  private static final String[] AIRPORTS = {"ATL", "ORD", "LAX", "DFW", "PHX", "DEN", "SFO", "JFK"};

  private final ClickHouse clickhouse;
  private final Random random = new Random(SEED);
  private final AtomicInteger acknowledged = new AtomicInteger();
  private int sent;

  /**
   * Writes at a pace that a backfill can follow on this machine: what changes faster than it can be
   * recomputed never comes to rest.
   *
   * @param recomputation how long the transform takes here for the whole range
   */
  LateFlights(ClickHouse clickhouse, Duration recomputation) {
    super(longer(PAUSE_MIN, recomputation.multipliedBy(4)));
    this.clickhouse = clickhouse;
  }

  @Override
  synchronized void once() {
    LocalDate day =
        LocalDate.parse(FlightTables.FROM).plusDays(random.nextInt((int) FlightTables.DAYS));
    String rows =
        IntStream.range(0, BATCH).mapToObj(i -> row(day)).collect(Collectors.joining(", "));
    clickhouse.execute(
        "INSERT INTO flights.raw (date, delay, distance, origin, destination) VALUES " + rows);
    acknowledged.addAndGet(BATCH);
  }

  /** Flights that the server has acknowledged. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** How those in the source compare with those acknowledged. */
  Tally tally() {
    var row =
        clickhouse.row(
            "SELECT uniqExact(distance), count() FROM flights.raw WHERE distance >= "
                + FIRST_DISTANCE);
    long distinct = Long.parseLong(row.get(0));
    long lost = Math.max(0, acknowledged() - distinct);
    return new Tally(acknowledged(), lost, Long.parseLong(row.get(1)) - distinct);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private String row(LocalDate day) {
    String origin = AIRPORTS[random.nextInt(AIRPORTS.length)];
    String destination = AIRPORTS[random.nextInt(AIRPORTS.length)];
    return "('%s %02d:%02d:00', %d, %d, '%s', '%s')"
        .formatted(
            day,
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(-30, 180),
            FIRST_DISTANCE + sent++,
            origin,
            destination);
  }
}
