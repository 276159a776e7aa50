package io.hindcast.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindcast.core.outbox.Letter;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.Position;
import io.hindcast.messaging.Topic;
import io.hindcast.schemas.codec.MessageCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes deliveries of one topic's records. */
record RecordReader<T extends SpecificRecord>(Topic<T> topic) {
  private static final byte[] NOTHING = {};

  /**
   * The record as a delivery.
   *
   * @throws io.hindcast.schemas.codec.MalformedMessageException if it is no message of the topic
   */
  Delivery<T> read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value() == null ? NOTHING : record.value();
    return new Delivery<>(
        MessageCodec.standard().decode(topic.type(), value),
        text(record.key()),
        position(record),
        Instant.ofEpochMilli(record.timestamp()),
        headers(record),
        Letter.sha256(value));
  }

  static Position position(ConsumerRecord<byte[], byte[]> record) {
    return new Position(record.topic(), record.partition(), record.offset());
  }

  static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>();
    for (Header header : record.headers()) {
      String value = text(header.value());
      if (value != null) {
        headers.put(header.key(), value);
      }
    }
    return headers;
  }
}
