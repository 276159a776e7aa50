package io.hindcast.messaging;

import io.hindcast.core.outbox.Letter;
import io.hindcast.schemas.codec.MessageCodec;
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
 * @param sha256 of the bytes that came, in lower-case hexadecimal digits
 */
public record Delivery<T extends SpecificRecord>(
    T message,
    @Nullable String key,
    Position position,
    Instant timestamp,
    Map<String, String> headers,
    String sha256) {

  /** Header that repeats the event id for those who do not decode the message. */
  public static final String ID_HEADER = "id";

  /** Header with the W3C trace context. */
  public static final String TRACEPARENT_HEADER = "traceparent";

  /** A delivery of the bytes that this build makes of the message. */
  public Delivery(
      T message,
      @Nullable String key,
      Position position,
      Instant timestamp,
      Map<String, String> headers) {
    this(
        message,
        key,
        position,
        timestamp,
        headers,
        Letter.sha256(MessageCodec.standard().encode(message)));
  }

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
