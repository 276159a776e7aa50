package io.hindcast.schemas.codec;

import io.hindcast.schemas.Meta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The part that every message begins with. */
public final class MessageMeta {
  /** The backfill id of a message whose backfill cannot be known. */
  public static final UUID NO_BACKFILL = new UUID(0, 0);

  private static final String FIELD = "meta";

  private MessageMeta() {}

  /**
   * The meta of a new message.
   *
   * @param type the message that it is for; gives the schema version
   * @param eventId the same whenever the same event is published again
   * @param occurredAt cut to microseconds, which is what the wire carries
   * @param traceparent W3C trace context, null when the event is not traced
   */
  public static Meta stamp(
      Class<? extends SpecificRecord> type,
      UUID eventId,
      UUID backfillId,
      Instant occurredAt,
      @Nullable String traceparent) {
    return Meta.newBuilder()
        .setEventId(eventId)
        .setBackfillId(backfillId)
        .setOccurredAt(occurredAt.truncatedTo(ChronoUnit.MICROS))
        .setSchemaVersion(MessageCodec.standard().version(type))
        .setTraceparent(traceparent)
        .build();
  }

  /**
   * The meta of a message.
   *
   * @throws IllegalArgumentException if it is not a message but a record inside of one
   */
  public static Meta of(SpecificRecord message) {
    Schema.Field field = message.getSchema().getField(FIELD);
    if (field != null && message.get(field.pos()) instanceof Meta meta) {
      return meta;
    }
    throw new IllegalArgumentException(
        "%s has no %s; expected a message.".formatted(message.getSchema().getName(), FIELD));
  }
}
