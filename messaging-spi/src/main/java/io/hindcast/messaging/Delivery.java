package io.hindcast.messaging;

import io.hindcast.schemas.codec.MessageMeta;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A message as it arrived. The same message may arrive any number of times; its {@link #eventId()}
 * stays the same.
 *
 * @param message what was said
 * @param key what it is ordered by, null when the publisher gave none
 * @param position where it is kept
 * @param timestamp when it was published, by the publisher's clock
 * @param headers by name, as text
 */
public record Delivery<T extends SpecificRecord>(
    T message,
    @Nullable String key,
    Position position,
    Instant timestamp,
    Map<String, String> headers) {

  /** Header that repeats the event id for those who do not decode the message. */
  public static final String ID_HEADER = "id";

  /** Header with the W3C trace context. */
  public static final String TRACEPARENT_HEADER = "traceparent";

  /** A delivery with its own copy of the headers. */
  public Delivery {
    headers = Map.copyOf(headers);
  }

  /** What consumers de-duplicate by. */
  public UUID eventId() {
    return MessageMeta.of(message).getEventId();
  }

  /** The publisher's trace context. */
  public Optional<String> traceparent() {
    return Optional.ofNullable(MessageMeta.of(message).getTraceparent())
        .or(() -> Optional.ofNullable(headers.get(TRACEPARENT_HEADER)));
  }

  /** Name of the topic that it came from. */
  public String topic() {
    return position.topic();
  }

  /** Partition that it came from. */
  public int partition() {
    return position.partition();
  }

  /** Place in the partition. */
  public long offset() {
    return position.offset();
  }
}
