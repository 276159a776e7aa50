package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.control.outbox.StandIn;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.outbox.Sender;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.codec.MessageCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the request on a topic to the event on another, by processes that are killed. */
@Timeout(400)
class RelayProcessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final KafkaSettings KAFKA =
      KafkaSettings.of(SharedServers.kafka().bootstrap(), "test");

  private final List<SwapEvent> events = new CopyOnWriteArrayList<>();

  @Test
  void swapsOnceAlthoughRelaysAreKilledAndRequestsRepeated(@TempDir Path directory) {
    new TopicAdmin(KAFKA).ensure(Topics.all());
    List<ChildProcess> relays = new ArrayList<>();
    try (SwapFixture fixture = new SwapFixture(10, 100);
        StandIn planner = planner();
        KafkaMessageBus bus = KafkaMessageBus.open(KAFKA)) {
      bus.subscribe(
          Topics.SWAP_EVENTS, "test-" + UUID.randomUUID(), event -> events.add(event.message()));
      relays.add(RelayProcess.start(directory, "first"));
      relays.add(RelayProcess.start(directory, "second"));
      SwapPlan one = request(fixture, planner, bus, 2);
      await().atMost(PATIENCE).until(() -> !eventsOf(one).isEmpty());
      relays.removeFirst().kill();

      SwapPlan two = request(fixture, planner, bus, 3);
      await().atMost(PATIENCE).until(() -> !eventsOf(two).isEmpty());
      relays.removeFirst().kill();
      relays.add(RelayProcess.start(directory, "third"));
      SwapPlan three = request(fixture, planner, bus, 4);
      await().atMost(PATIENCE).until(() -> !eventsOf(three).isEmpty());

      assertThat(fixture.versions()).containsExactly("1\t600\t600", "4\t400\t400");
      for (SwapPlan plan : List.of(one, two, three)) {
        assertThat(eventsOf(plan)).allMatch(event -> event.getOutcome() instanceof SwapCompleted);
        assertThat(eventsOf(plan).stream().map(event -> event.getMeta().getEventId()).distinct())
            .containsExactly(SwapLetter.eventId(plan.swapId()));
      }
    } finally {
      relays.forEach(relay -> relay.stop(Duration.ofSeconds(30)));
    }
  }

  private List<SwapEvent> eventsOf(SwapPlan plan) {
    return events.stream()
        .filter(event -> event.getSwapId().equals(plan.swapId().toString()))
        .toList();
  }

  /** Asks twice for the same. */
  private static SwapPlan request(
      SwapFixture fixture, StandIn planner, KafkaMessageBus bus, int version) {
    SwapRequest request = fixture.request(4, version, Strategy.EXCHANGE);
    SwapPlan plan = SwapOrder.of(request, "hindcast");
    OutboxMessage message =
        new OutboxMessage(
            request.getMeta().getEventId(),
            Topics.SWAP_REQUESTS.name(),
            plan.target().toString(),
            "SwapRequest",
            MessageCodec.standard().encode(request),
            null);
    planner.say(message);
    // The relays of this test read their own outbox alone.
    bus.publisher().publish(Topics.SWAP_REQUESTS, plan.target().toString(), request);
    bus.publisher().publish(Topics.SWAP_REQUESTS, plan.target().toString(), request);
    return plan;
  }

  private static StandIn planner() {
    LocalPostgres postgres = SharedServers.postgres();
    return StandIn.of(Sender.PLANNER, postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
