package io.hindcast.benchmarks.course;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.codec.MessageMeta;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;

/** Follows all backfills on the topics. Thread-safe. */
final class BackfillTracker {
  private final Map<UUID, BackfillTrack> tracks = new ConcurrentHashMap<>();

  /** Begins to follow; ends when the bus is closed. */
  void follow(MessageBus bus) {
    follow(bus, Topics.TASKS, (track, d) -> track.ordered(d.message(), d.timestamp()));
    follow(bus, Topics.TASK_EVENTS, (track, d) -> track.heard(d.message()));
    follow(bus, Topics.VALIDATIONS, (track, d) -> track.validationAsked(meta(d).getOccurredAt()));
    follow(bus, Topics.VERDICTS, (track, d) -> track.judged(meta(d).getOccurredAt()));
    follow(bus, Topics.SWAP_REQUESTS, (track, d) -> track.swapAsked(meta(d).getOccurredAt()));
    follow(bus, Topics.SWAP_EVENTS, (track, d) -> track.heard(d.message(), System.nanoTime()));
  }

  /** What has been and will be said about the backfill. */
  BackfillTrack track(UUID backfillId) {
    return tracks.computeIfAbsent(backfillId, id -> new BackfillTrack());
  }

  private <T extends SpecificRecord> void follow(
      MessageBus bus, Topic<T> topic, BiConsumer<BackfillTrack, Delivery<T>> take) {
    bus.subscribe(
        topic, "bench", delivery -> take.accept(track(meta(delivery).getBackfillId()), delivery));
  }

  private static Meta meta(Delivery<?> delivery) {
    return MessageMeta.of(delivery.message());
  }
}
