package io.hindcast.relay.outbox;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.outbox.Outbox;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** Three schemas with outbox tables, a slot and a topic of its own. */
final class OutboxFixture implements AutoCloseable {
  private static final String DROP_SLOT =
      """
      SELECT pg_drop_replication_slot(slot_name)::text AS dropped FROM pg_replication_slots
      WHERE slot_name = ? AND NOT active
      """;

  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final DatabaseConfig server;
  private final List<Database> databases;
  private final TopicReader topic = TopicReader.create("hindcast.test-" + id);

  OutboxFixture() {
    this(shared());
  }

  private OutboxFixture(DatabaseConfig server) {
    this.server = server;
    databases = List.of(open("planner"), open("validator"), open("relay"));
  }

  static OutboxFixture migrated() {
    return migrated(shared());
  }

  static OutboxFixture migrated(DatabaseConfig server) {
    OutboxFixture fixture = new OutboxFixture(server);
    fixture.migrate(0);
    fixture.migrate(1);
    fixture.migrate(2);
    return fixture;
  }

  void migrate(int service) {
    Migrations.migrate(
        databases.get(service), List.of("planner", "validator", "relay").get(service));
  }

  OutboxConfig config() {
    return new OutboxConfig(
        databases.stream().map(Database::schema).toList(),
        "slot_" + id,
        "pub_" + id,
        "offsets-" + id,
        1,
        Duration.ofMillis(200));
  }

  OutboxRelay start() {
    return startReading(server);
  }

  /** A relay that reads the log by other settings than those by which rows are written. */
  OutboxRelay startReading(DatabaseConfig log) {
    return OutboxRelay.start(config(), databases.get(2), endpoints(log), new SimpleMeterRegistry());
  }

  static OutboxEndpoints endpoints() {
    return endpoints(shared());
  }

  private static OutboxEndpoints endpoints(DatabaseConfig log) {
    return new OutboxEndpoints(
        log, new KafkaConfig(SharedServers.kafka().bootstrap(), new TreeMap<>()));
  }

  private static DatabaseConfig shared() {
    return of(SharedServers.postgres(), "");
  }

  /** A server, and parameters of its URL. */
  static DatabaseConfig of(LocalPostgres postgres, String parameters) {
    return new DatabaseConfig(
        postgres.jdbcUrl() + parameters, postgres.user(), new Secret(postgres.password()), 2);
  }

  /** The relay's own schema. */
  Database database() {
    return databases.get(2);
  }

  /** Writes rows with the texts as payload, one transaction each. */
  void write(int service, String key, List<String> texts) {
    for (String text : texts) {
      databases
          .get(service)
          .inTransaction(tx -> {
            Outbox.insert(tx, List.of(message(key, text)));
            return text;
          });
    }
  }

  private OutboxMessage message(String key, String text) {
    return new OutboxMessage(
        UUID.randomUUID(),
        topic.name(),
        key,
        "Test",
        text.getBytes(StandardCharsets.UTF_8),
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  TopicReader topic() {
    return topic;
  }

  private Database open(String service) {
    return Database.open(
        new DatabaseSettings(
            server.jdbcUrl(), server.user(), server.password().reveal(), 2, service + "_" + id));
  }

  @Override
  public void close() {
    databases
        .get(2)
        .inTransaction(tx -> tx.query(DROP_SLOT, row -> row.string("dropped"), config().slot()));
    databases.forEach(Database::close);
    topic.close();
  }
}
