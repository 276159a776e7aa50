package io.hindcast.relay;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseClock;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.outbox.OutboxJanitor;
import io.hindcast.control.outbox.PostgresSentLetters;
import io.hindcast.control.relay.PostgresSwapStore;
import io.hindcast.core.outbox.Sender;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.relay.outbox.OutboxRelay;
import io.hindcast.relay.swap.SwapRequestHandler;
import io.hindcast.relay.swap.SwapRunner;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.WarehouseNode;
import io.hindcast.runtime.http.EventLoops;
import io.hindcast.runtime.http.ManagementServer;
import io.hindcast.runtime.lifecycle.Lifecycle;
import io.hindcast.runtime.lifecycle.ServiceRunner;
import io.hindcast.runtime.metrics.DeadLetterCounter;
import io.hindcast.runtime.metrics.ServiceMetrics;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.RoutingWarehouse;
import java.time.InstantSource;
import java.util.UUID;

/** The relay's process. */
public final class RelayMain {
  static final String SERVICE = "relay";

  private RelayMain() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    ServiceRunner.run(SERVICE, RelayConfig::from, RelayMain::start);
  }

  private static void start(RelayConfig config, Lifecycle lifecycle) {
    ServiceMetrics metrics = lifecycle.add("metrics", new ServiceMetrics(SERVICE));
    Database database =
        lifecycle.add("database", Database.open(settings(config.endpoints().database())));
    Migrations.migrate(database, SERVICE);
    DatabaseClock clock =
        lifecycle.add("clock", DatabaseClock.start(database, InstantSource.system()));
    lifecycle.add("janitor", new OutboxJanitor(database, config.outboxKeep(), clock).start());
    KafkaSettings kafka =
        KafkaSettings.of(config.endpoints().kafka().bootstrap(), SERVICE)
            .withClientProperties(config.endpoints().kafka().clientProperties());
    new TopicAdmin(kafka).ensure(Topics.all());
    OutboxRelay outbox =
        lifecycle.add(
            "outbox",
            OutboxRelay.start(config.outbox(), database, config.endpoints(), metrics.registry()));
    Warehouse warehouse = lifecycle.add("warehouse", warehouse(config));
    SwapStore store = new PostgresSwapStore(database);
    String holder = SERVICE + "-" + UUID.randomUUID();
    SwapRunner swaps =
        lifecycle.add(
            "swaps",
            SwapRunner.start(store, warehouse, config.swap(), holder, clock, metrics.registry()));
    KafkaMessageBus bus =
        lifecycle.add(
            "messages",
            KafkaMessageBus.open(kafka, new DeadLetterCounter(metrics.registry())::count));
    Genuine genuine = new Genuine(new PostgresSentLetters(database));
    bus.subscribe(
        Topics.SWAP_REQUESTS,
        "hindcast.relay",
        genuine.from(
            Sender.PLANNER,
            new SwapRequestHandler(store, swaps, config.warehouse().workingDatabase())));
    EventLoops loops = lifecycle.add("event loops", EventLoops.start());
    Readiness readiness = new Readiness(database, outbox, swaps, bus, warehouse);
    lifecycle.add(
        "management",
        ManagementServer.start(loops, config.management(), readiness.checks(), metrics));
  }

  private static DatabaseSettings settings(DatabaseConfig config) {
    return new DatabaseSettings(
        config.jdbcUrl(), config.user(), config.password().reveal(), config.poolSize(), SERVICE);
  }

  private static Warehouse warehouse(RelayConfig config) {
    return RoutingWarehouse.over(
        config.warehouse().all().stream()
            .map(RelayMain::clickHouse)
            .map(node -> node.working(config.warehouse().workingDatabase()))
            .toList());
  }

  private static ClickHouseConfig clickHouse(WarehouseNode node) {
    return ClickHouseConfig.of(node.url(), node.user(), node.password().reveal())
        .named(node.name());
  }
}
