package io.hindcast.worker;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.outbox.OutboxJanitor;
import io.hindcast.control.outbox.PostgresLetterLog;
import io.hindcast.control.outbox.PostgresSentLetters;
import io.hindcast.core.outbox.Sender;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.Subscription;
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
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.RoutingWarehouse;
import io.hindcast.worker.report.Ledger;
import io.hindcast.worker.report.Reporter;
import io.hindcast.worker.task.TaskHandler;
import io.hindcast.worker.task.TaskMeters;
import io.hindcast.worker.task.TaskReporter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** A worker's process. */
public final class WorkerMain {
  private static final String SERVICE = "worker";
  private static final String GROUP = "hindcast.workers";
  private static final int SPARE_CONNECTIONS = 16;

  /** Longer than topics of workers keep their messages. */
  private static final Duration LETTERS_KEEP = Duration.ofDays(14);

  private static final Duration LETTER_PATIENCE = Duration.ofMinutes(5);

  private WorkerMain() {}

  /** Runs until it is stopped. */
  public static void main(String[] args) {
    ServiceRunner.run(SERVICE, WorkerConfig::from, WorkerMain::start);
  }

  private static void start(WorkerConfig config, Lifecycle lifecycle) {
    ServiceMetrics metrics = lifecycle.add("metrics", new ServiceMetrics(SERVICE));
    EventLoops loops = lifecycle.add("event loops", EventLoops.start());
    Database database = lifecycle.add("database", Database.open(settings(config)));
    Migrations.migrate(database, SERVICE);
    lifecycle.add(
        "letter janitor",
        OutboxJanitor.ofLetters(database, LETTERS_KEEP, InstantSource.system()).start());
    Warehouse warehouse = lifecycle.add("warehouse", warehouse(config));
    String id = WorkerIdentity.of(config.worker().id());
    KafkaSettings kafka =
        KafkaSettings.of(config.kafka().bootstrap(), id)
            .withClientProperties(config.kafka().clientProperties());
    new TopicAdmin(kafka).ensure(Topics.all());
    KafkaMessageBus bus =
        lifecycle.add(
            "messages",
            KafkaMessageBus.open(
                kafka,
                new DeadLetterCounter(metrics.registry())::count,
                new PostgresLetterLog(database, LETTER_PATIENCE)));
    lifecycle.add(
        "management",
        ManagementServer.start(
            loops, config.management(), Readiness.of(database, warehouse, bus), metrics));
    InstantSource clock = InstantSource.system();
    Ledger ledger = new Ledger(clock);
    TaskHandler handler =
        new TaskHandler(
            warehouse,
            new TaskReporter(bus.publisher(), id, clock, UUID::randomUUID),
            new TaskMeters(metrics.registry(), config.worker().slots()),
            ledger,
            WorkerIdentity::nonce);
    Reporter reporter =
        new Reporter(
            bus.publisher(),
            new Reporter.Identity(
                id, WorkerIdentity.host(), WorkerIdentity.version(), config.worker().slots()),
            ledger,
            clock,
            UUID::randomUUID);
    Subscription tasks =
        bus.consumeWork(
            Topics.TASKS,
            GROUP,
            config.worker().slots(),
            new Genuine(new PostgresSentLetters(database)).work(Sender.PLANNER, handler));
    reporter.start(config.worker().reportInterval());
    lifecycle.add("tasks", () -> drain(tasks, reporter, config.worker().drain()));
  }

  /** What does not end in time goes back to the queue at once, as its consumers close. */
  private static void drain(Subscription tasks, Reporter reporter, Duration patience) {
    reporter.draining();
    try {
      tasks.close(patience);
    } finally {
      reporter.stopped();
    }
  }

  private static DatabaseSettings settings(WorkerConfig config) {
    return new DatabaseSettings(
        config.database().jdbcUrl(),
        config.database().user(),
        config.database().password().reveal(),
        Math.min(config.database().poolSize(), config.worker().slots() + 2),
        SERVICE);
  }

  private static Warehouse warehouse(WorkerConfig config) {
    // A slot has one statement at a time; killing and asking for health must not wait for them.
    int connections = config.worker().slots() + SPARE_CONNECTIONS;
    return RoutingWarehouse.over(
        config.warehouse().all().stream()
            .map(node ->
                clickHouse(node)
                    .withConnectionsMax(connections)
                    .working(config.warehouse().workingDatabase()))
            .toList());
  }

  private static ClickHouseConfig clickHouse(WarehouseNode node) {
    return ClickHouseConfig.of(node.url(), node.user(), node.password().reveal())
        .named(node.name());
  }
}
