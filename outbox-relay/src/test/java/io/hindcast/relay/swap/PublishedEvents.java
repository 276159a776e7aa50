package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.database.Database;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.relay.outbox.OutboxConfig;
import io.hindcast.relay.outbox.OutboxEndpoints;
import io.hindcast.relay.outbox.OutboxRelay;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.Secret;
import io.hindcast.schemas.SwapEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Publishes a schema's outbox, and hears what a consumer downstream hears. */
final class PublishedEvents implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<SwapEvent> events = new CopyOnWriteArrayList<>();
  private final KafkaMessageBus bus;
  private final OutboxRelay relay;

  PublishedEvents(Database database) {
    KafkaSettings kafka = KafkaSettings.of(SharedServers.kafka().bootstrap(), "test");
    new TopicAdmin(kafka).ensure(Topics.all());
    String id = database.schema();
    relay =
        OutboxRelay.start(
            new OutboxConfig(List.of(id), id, id, "offsets-" + id, 1, Duration.ofMillis(200)),
            database,
            endpoints(),
            new SimpleMeterRegistry());
    bus = KafkaMessageBus.open(kafka);
    bus.subscribe(
        Topics.SWAP_EVENTS, "test-" + UUID.randomUUID(), event -> events.add(event.message()));
  }

  private static OutboxEndpoints endpoints() {
    LocalPostgres postgres = SharedServers.postgres();
    return new OutboxEndpoints(
        new DatabaseConfig(postgres.jdbcUrl(), postgres.user(), new Secret(postgres.password()), 2),
        new KafkaConfig(SharedServers.kafka().bootstrap(), new TreeMap<>()));
  }

  /** Waits until the swap's event is there; however often it came, its id is one. */
  void assertOne(UUID swapId) {
    Awaitility.await("the event of swap " + swapId)
        .atMost(PATIENCE)
        .until(() -> !ids(swapId).isEmpty());
    assertThat(ids(swapId)).containsExactly(SwapLetter.eventId(swapId));
  }

  private List<UUID> ids(UUID swapId) {
    return events.stream()
        .filter(event -> event.getSwapId().equals(swapId.toString()))
        .map(event -> event.getMeta().getEventId())
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    bus.close();
    relay.close();
  }
}
