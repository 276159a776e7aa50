package io.hindcast.planner;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseClock;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.outbox.OutboxJanitor;
import io.hindcast.control.outbox.PostgresSentLetters;
import io.hindcast.control.planner.PostgresBackfillQueries;
import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.runtime.config.WarehouseNode;
import io.hindcast.runtime.health.HealthChecks;
import io.hindcast.runtime.http.EventLoops;
import io.hindcast.runtime.http.HttpApi;
import io.hindcast.runtime.http.ManagementServer;
import io.hindcast.runtime.lifecycle.Lifecycle;
import io.hindcast.runtime.lifecycle.ServiceRunner;
import io.hindcast.runtime.metrics.DeadLetterCounter;
import io.hindcast.runtime.metrics.ServiceMetrics;
import io.hindcast.specyaml.YamlSpecReader;
import io.hindcast.specyaml.YamlSpecWriter;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.RoutingWarehouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** The planner's process. */
public final class PlannerMain {
  private static final String SERVICE = "planner";

  /** Longer than any topic keeps its messages. */
  private static final Duration OUTBOX_KEEP = Duration.ofDays(35);

  private PlannerMain() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    ServiceRunner.run(SERVICE, PlannerConfig::from, PlannerMain::start);
  }

  private static void start(PlannerConfig config, Lifecycle lifecycle) {
    ServiceMetrics metrics = lifecycle.add("metrics", new ServiceMetrics(SERVICE));
    Database database = lifecycle.add("database", Database.open(settings(config)));
    Migrations.migrate(database, SERVICE);
    DatabaseClock clock =
        lifecycle.add("clock", DatabaseClock.start(database, InstantSource.system()));
    lifecycle.add("outbox janitor", new OutboxJanitor(database, OUTBOX_KEEP, clock).start());
    KafkaSettings kafka =
        KafkaSettings.of(config.kafka().bootstrap(), SERVICE)
            .withClientProperties(config.kafka().clientProperties());
    new TopicAdmin(kafka).ensure(Topics.all());
    KafkaMessageBus bus =
        lifecycle.add(
            "messages",
            KafkaMessageBus.open(kafka, new DeadLetterCounter(metrics.registry())::count));
    Warehouse warehouse = lifecycle.add("warehouse", warehouse(config));
    PlannerParts parts =
        new PlannerParts(
            new PostgresBackfillStore(database),
            new PostgresBackfillQueries(database, clock),
            warehouse,
            new PlannerParts.SpecFormat(new YamlSpecReader(), new YamlSpecWriter()),
            new PlannerParts.Sources(clock, UUID::randomUUID),
            config);
    parts.measure(metrics.registry());
    lifecycle.add("promoter", parts.promoter());
    lifecycle.add("drivers", parts.drivers());
    parts.subscribe(bus, new Genuine(new PostgresSentLetters(database)));
    parts.drivers().start(config.patience().sweepInterval());
    lifecycle.add("pace", parts.paceKeeper());
    parts.paceKeeper().start();
    lifecycle.add("janitor", parts.janitorRounds());
    parts.janitorRounds().start(config.patience().janitorInterval());
    EventLoops loops = lifecycle.add("event loops", EventLoops.start());
    lifecycle.add(
        "api",
        HttpApi.start(
            loops,
            config.http(),
            metrics.registry(),
            parts.routes(() -> database.problem().or(clock::problem), bus)));
    HealthChecks health = new HealthChecks();
    health.ready("postgresql", database::problem);
    health.ready("clock", clock::problem);
    health.ready("messages", () -> PlannerParts.problem(bus));
    health.ready("pace", parts.watchdog()::problem);
    lifecycle.add(
        "management", ManagementServer.start(loops, config.management(), health, metrics));
  }

  private static DatabaseSettings settings(PlannerConfig config) {
    return new DatabaseSettings(
        config.database().jdbcUrl(),
        config.database().user(),
        config.database().password().reveal(),
        config.database().poolSize(),
        SERVICE);
  }

  private static Warehouse warehouse(PlannerConfig config) {
    return RoutingWarehouse.over(
        config.warehouse().all().stream()
            .map(PlannerMain::clickHouse)
            .map(node -> node.working(config.warehouse().workingDatabase()))
            .toList());
  }

  private static ClickHouseConfig clickHouse(WarehouseNode node) {
    return ClickHouseConfig.of(node.url(), node.user(), node.password().reveal())
        .named(node.name());
  }
}
