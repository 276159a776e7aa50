package io.hindcast.planner.message;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.messaging.Topic;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** Stamps messages and puts them into envelopes for the outbox. */
public final class Letters {
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * @param ids fresh event ids
   */
  public Letters(InstantSource clock, Supplier<UUID> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** The meta of a new event about a backfill, in the trace of its request. */
  public Meta stamp(Class<? extends SpecificRecord> type, Backfill backfill) {
    return stamp(type, backfill.id(), backfill.request().traceparent());
  }

  /** The meta of a new event. */
  public Meta stamp(Class<? extends SpecificRecord> type, UUID backfillId, String traceparent) {
    return MessageMeta.stamp(type, ids.get(), backfillId, clock.instant(), traceparent);
  }

  /** A message for the outbox. */
  public <T extends SpecificRecord> OutboxMessage envelope(Topic<T> topic, String key, T message) {
    Meta meta = MessageMeta.of(message);
    return new OutboxMessage(
        meta.getEventId(),
        topic.name(),
        key,
        message.getSchema().getName(),
        MessageCodec.standard().encode(message),
        meta.getTraceparent());
  }
}
