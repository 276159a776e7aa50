package io.hindcast.demo.scenario;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.command.BackfillWatch;
import io.hindcast.cli.connection.Connection;
import io.hindcast.cli.connection.LocalStackDescription.Endpoints;
import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Terminal;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Runs one backfill under readers and writers against a stack, and gathers the evidence. */
final class Scenario {
  private static final int READERS = 3;
  private static final Duration EVENT_PATIENCE = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final Endpoints endpoints;
  private final double stackSeconds;

  Scenario(Terminal terminal, Endpoints endpoints, double stackSeconds) {
    this.terminal = terminal;
    this.endpoints = endpoints;
    this.stackSeconds = stackSeconds;
  }

  DemoReport run(Path dataFile) {
    try (ClickHouse clickhouse = new ClickHouse(endpoints.clickhouse())) {
      FlightTables tables = new FlightTables(clickhouse);
      long begin = System.nanoTime();
      FlightTables.Loaded loaded = tables.load(dataFile);
      double loadSeconds = Timing.secondsSince(begin);
      terminal.line(
          "Loaded %s flights and built %s rows in %d partitions with the bug in %.1f s"
              .formatted(
                  Figures.count(loaded.flights()),
                  Figures.count(loaded.routeDays()),
                  loaded.days(),
                  loadSeconds));
      Content before = Content.read(clickhouse, "flights.route_daily");
      double bareSeconds = bare(tables);
      Duration recomputation = Duration.ofMillis(Math.round(bareSeconds * 1_000));
      Traffic traffic = new Traffic(clickhouse, READERS, recomputation);
      Course course = backfill(traffic);
      Timing timing =
          new Timing(
              stackSeconds,
              loadSeconds,
              course.swapSeconds(),
              course.backfillSeconds(),
              bareSeconds);
      Findings findings =
          new Examination(clickhouse, tables, traffic).findings(loaded, before, course);
      return DemoReport.of(findings, timing);
    }
  }

  /** Publishes the request, shows the progress and waits for the end. */
  private Course backfill(Traffic traffic) {
    UUID id = UUID.randomUUID();
    Connection planner = new Connection(URI.create(endpoints.api().url()), endpoints.api().token());
    KafkaSettings kafka = KafkaSettings.of(endpoints.kafka().bootstrap(), "demo");
    try (PlannerApi api = new PlannerApi(planner);
        MessageBus bus = KafkaMessageBus.open(kafka);
        traffic) {
      Downstream downstream = new Downstream(id, traffic::stopLateFlights);
      downstream.follow(bus);
      traffic.start();
      terminal.line("Publishing %s to hindcast.requests as %s".formatted(Request.SPEC, id));
      long begin = System.nanoTime();
      Request.publish(bus, id);
      Backfill end = new BackfillWatch(api, terminal).progress(id, traffic::beside).value();
      double backfillSeconds = Timing.secondsSince(begin);
      List<SwapSeen> swaps = swaps(downstream, end);
      double swapSeconds =
          swaps.isEmpty() ? backfillSeconds : (swaps.getFirst().receivedNanos() - begin) / 1e9;
      return new Course(end, swaps, swapSeconds, backfillSeconds);
    }
  }

  private List<SwapSeen> swaps(Downstream downstream, Backfill end) {
    return end.swaps().isEmpty() ? List.of() : downstream.swaps(EVENT_PATIENCE);
  }

  private double bare(FlightTables tables) {
    long begin = System.nanoTime();
    tables.runBare();
    double seconds = Timing.secondsSince(begin);
    tables.dropBare();
    terminal.line(
        String.format(
            Locale.ROOT,
            "The fixed statement, once, on the idle engine without Hindcast: %.2f s",
            seconds));
    return seconds;
  }
}
