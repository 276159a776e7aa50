package io.hindcast.validator;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.outbox.OutboxJanitor;
import io.hindcast.control.outbox.PostgresSentLetters;
import io.hindcast.control.validator.PostgresValidationStore;
import io.hindcast.core.outbox.Sender;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.runtime.config.WarehouseNode;
import io.hindcast.runtime.http.EventLoops;
import io.hindcast.runtime.http.ManagementServer;
import io.hindcast.runtime.lifecycle.Lifecycle;
import io.hindcast.runtime.lifecycle.ServiceRunner;
import io.hindcast.runtime.metrics.DeadLetterCounter;
import io.hindcast.runtime.metrics.ServiceMetrics;
import io.hindcast.specyaml.YamlSpecReader;
import io.hindcast.validator.judge.PatientJudge;
import io.hindcast.validator.judge.WarehouseJudge;
import io.hindcast.validator.request.ValidationHandler;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.RoutingWarehouse;
import java.time.InstantSource;

/** The validator's process. */
public final class ValidatorMain {
  static final String SERVICE = "validator";

  private ValidatorMain() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    ServiceRunner.run(SERVICE, ValidatorConfig::from, ValidatorMain::start);
  }

  private static void start(ValidatorConfig config, Lifecycle lifecycle) {
    InstantSource clock = InstantSource.system();
    ServiceMetrics metrics = lifecycle.add("metrics", new ServiceMetrics(SERVICE));
    Database database = lifecycle.add("database", Database.open(settings(config)));
    Migrations.migrate(database, SERVICE);
    OutboxJanitor janitor = new OutboxJanitor(database, config.outboxKeep(), clock);
    lifecycle.add("janitor", janitor.start());
    Warehouse warehouse = lifecycle.add("warehouse", warehouse(config));
    KafkaSettings kafka =
        KafkaSettings.of(config.kafka().bootstrap(), SERVICE)
            .withClientProperties(config.kafka().clientProperties());
    new TopicAdmin(kafka).ensure(Topics.all());
    KafkaMessageBus bus =
        lifecycle.add(
            "messages",
            KafkaMessageBus.open(kafka, new DeadLetterCounter(metrics.registry())::count));
    ValidationHandler handler =
        new ValidationHandler(
            new YamlSpecReader(),
            new PatientJudge(new WarehouseJudge(warehouse), config.retryPause()),
            new PostgresValidationStore(database),
            clock);
    Genuine genuine = new Genuine(new PostgresSentLetters(database));
    bus.subscribe(Topics.VALIDATIONS, "hindcast.validator", genuine.from(Sender.PLANNER, handler));
    EventLoops loops = lifecycle.add("event loops", EventLoops.start());
    lifecycle.add(
        "management",
        ManagementServer.start(
            loops, config.management(), Readiness.of(database, warehouse, bus), metrics));
  }

  private static DatabaseSettings settings(ValidatorConfig config) {
    return new DatabaseSettings(
        config.database().jdbcUrl(),
        config.database().user(),
        config.database().password().reveal(),
        config.database().poolSize(),
        SERVICE);
  }

  private static Warehouse warehouse(ValidatorConfig config) {
    return RoutingWarehouse.over(
        config.warehouse().all().stream()
            .map(ValidatorMain::clickHouse)
            .map(node -> node.working(config.warehouse().workingDatabase()))
            .toList());
  }

  private static ClickHouseConfig clickHouse(WarehouseNode node) {
    return ClickHouseConfig.of(node.url(), node.user(), node.password().reveal())
        .named(node.name());
  }
}
