package io.hindcast.relay.outbox;

import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.PostgresUrl;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** What Debezium is told. Each setting that is not obvious says why. */
final class EngineProperties {
  private static final String ROUTER = "transforms.outbox.";

  private EngineProperties() {}

  static Properties of(OutboxConfig outbox, DatabaseConfig database, KafkaConfig kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka.clientProperties());
    engine(properties, outbox, kafka);
    source(properties, outbox, database);
    router(properties);
    return properties;
  }

  private static void engine(Properties properties, OutboxConfig outbox, KafkaConfig kafka) {
    properties.setProperty("name", outbox.slot());
    properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    properties.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.KafkaOffsetBackingStore");
    properties.setProperty("offset.storage.topic", outbox.offsetsTopic());
    properties.setProperty("offset.storage.partitions", "1");
    properties.setProperty(
        "offset.storage.replication.factor", Integer.toString(outbox.replication()));
    properties.setProperty("offset.flush.interval.ms", "1000");
    properties.setProperty("bootstrap.servers", kafka.bootstrap());
    // A new engine reads its position anew, so any failure ends this one: see OutboxRelay.
    properties.setProperty("errors.max.retries", "0");
    properties.setProperty("retriable.restart.connector.wait.ms", "100");
    properties.setProperty("task.management.timeout.ms", "20000");
  }

  private static void source(Properties properties, OutboxConfig outbox, DatabaseConfig database) {
    PostgresUrl address = database.address();
    properties.setProperty("database.hostname", address.host());
    properties.setProperty("database.port", Integer.toString(address.port()));
    properties.setProperty("database.dbname", address.database());
    properties.setProperty("database.user", database.user());
    properties.setProperty("database.password", database.password().reveal());
    security(properties, address);
    properties.setProperty("topic.prefix", "hindcast-outbox");
    properties.setProperty("plugin.name", "pgoutput");
    properties.setProperty("slot.name", outbox.slot());
    properties.setProperty("slot.max.retries", "0");
    properties.setProperty("publication.name", outbox.publication());
    properties.setProperty("publication.autocreate.mode", "filtered");
    properties.setProperty("table.include.list", tables(outbox));
    // A service may have written before the slot existed: those rows are in no log that is kept.
    properties.setProperty("snapshot.mode", "when_needed");
    properties.setProperty("snapshot.locking.mode", "none");
    properties.setProperty("snapshot.select.statement.overrides", tables(outbox));
    for (String schema : outbox.schemas()) {
      // The order in which they were inserted; a plain scan may begin in the middle.
      properties.setProperty(
          "snapshot.select.statement.overrides.%s.outbox".formatted(schema),
          "SELECT * FROM %s.outbox ORDER BY ctid".formatted(schema));
    }
    properties.setProperty("skipped.operations", "u,d,t");
    properties.setProperty("tombstones.on.delete", "false");
    properties.setProperty("poll.interval.ms", "10");
    properties.setProperty("status.update.interval.ms", "2000");
    // Both let the log go although most of it is about other tables.
    properties.setProperty("lsn.flush.mode", "connector_and_driver");
    properties.setProperty("heartbeat.interval.ms", "10000");
  }

  /** As the other connections: whatever the URL says, replication does the same. */
  private static void security(Properties properties, PostgresUrl address) {
    properties.setProperty("database.sslmode", address.sslMode());
    for (String name : List.of("sslcert", "sslkey", "sslrootcert")) {
      String file = address.parameters().get(name);
      if (file != null) {
        properties.setProperty("database." + name, file);
      }
    }
    address.others().forEach((name, value) -> properties.setProperty("driver." + name, value));
  }

  private static void router(Properties properties) {
    properties.setProperty("transforms", "outbox");
    properties.setProperty(ROUTER + "type", "io.debezium.transforms.outbox.EventRouter");
    properties.setProperty(ROUTER + "route.topic.replacement", "hindcast.${routedByValue}");
    properties.setProperty(
        ROUTER + "table.fields.additional.placement",
        "type:header:eventType,traceparent:header:traceparent");
  }

  private static String tables(OutboxConfig outbox) {
    return outbox.schemas().stream()
        .map(schema -> schema + ".outbox")
        .collect(Collectors.joining(","));
  }
}
