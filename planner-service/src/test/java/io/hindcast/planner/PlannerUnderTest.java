package io.hindcast.planner;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.database.Row;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.planner.PostgresBackfillQueries;
import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.Genuine;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.Position;
import io.hindcast.messaging.Topic;
import io.hindcast.runtime.config.Configuration;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.specyaml.YamlSpecReader;
import io.hindcast.specyaml.YamlSpecWriter;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.ClickHouseWarehouse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;

/** The planner's parts on real stores, with its handlers reachable by topic. */
final class PlannerUnderTest implements AutoCloseable {
  final ClickHouseWarehouse warehouse;
  final Database database;
  final PlannerParts parts;

  /** How far the planner's clock is ahead of the machine's. */
  final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  private final LocalClickHouse clickhouse = SharedServers.clickhouse();
  private final HandlersByTopic bus = new HandlersByTopic();

  PlannerUnderTest() {
    this(Map.of());
  }

  /**
   * With more settings.
   *
   * @param more of the planner; pools are wide by default, since what other tests have left keeps
   *     its slots
   */
  PlannerUnderTest(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("http.token", "test");
    settings.put("planner.retry-backoff", "1ms");
    settings.put("planner.pools", "default:1000");
    settings.putAll(more);
    LocalPostgres postgres = SharedServers.postgres();
    database =
        Database.open(
            new DatabaseSettings(
                postgres.jdbcUrl(), postgres.user(), postgres.password(), 4, "planner"));
    Migrations.migrate(database, "planner");
    warehouse =
        new ClickHouseWarehouse(
            ClickHouseConfig.of(
                URI.create(clickhouse.url()), clickhouse.user(), clickhouse.password()));
    parts =
        new PlannerParts(
            new PostgresBackfillStore(database),
            queries(),
            warehouse,
            new PlannerParts.SpecFormat(new YamlSpecReader(), new YamlSpecWriter()),
            new PlannerParts.Sources(this::now, UUID::randomUUID),
            PlannerConfig.from(Configuration.of(settings)));
    parts.subscribe(bus, new Genuine((sender, letter) -> true));
  }

  MessageBus bus() {
    return bus;
  }

  Instant now() {
    return Instant.now().plus(ahead.get());
  }

  PostgresBackfillQueries queries() {
    return new PostgresBackfillQueries(database, InstantSource.system());
  }

  BackfillStatus status(UUID id) {
    return queries().status(id).orElseThrow();
  }

  /** Hands a message to the planner as if it came from the topic. */
  <T extends SpecificRecord> void deliver(Topic<T> topic, T message) throws Exception {
    MessageHandler<T> handler = bus.of(topic.name());
    handler.handle(
        new Delivery<>(message, "key", new Position(topic.name(), 0, 0), Instant.EPOCH, Map.of()));
  }

  /** Everything that was sent of one type, oldest first. */
  <T extends SpecificRecord> List<T> sent(Class<T> type, UUID backfillId) {
    return sent(type, Set.of(backfillId));
  }

  /** The same of several backfills. */
  <T extends SpecificRecord> List<T> sent(Class<T> type, Set<UUID> backfillIds) {
    return database.readOnly(tx ->
        tx
            .query(
                "SELECT payload FROM outbox WHERE type = ? ORDER BY created_at, id",
                (Row row) -> row.bytes("payload"),
                type.getSimpleName())
            .stream()
            .map(bytes -> MessageCodec.standard().decode(type, bytes))
            .filter(m -> backfillIds.contains(MessageMetaOf.backfillId(m)))
            .toList());
  }

  /** Runs statements in ClickHouse; answers the last one's text. */
  String sql(String... statements) throws Exception {
    String answer = "";
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String statement : statements) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(clickhouse.url()))
                .header("X-ClickHouse-User", clickhouse.user())
                .header("X-ClickHouse-Key", clickhouse.password())
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(statement))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
          throw new IllegalStateException(response.body());
        }
        answer = response.body();
      }
    }
    return answer.strip();
  }

  @Override
  public void close() {
    parts.drivers().close();
    parts.paceKeeper().close();
    parts.janitorRounds().close();
    parts.promoter().close();
    warehouse.close();
    database.close();
  }
}
