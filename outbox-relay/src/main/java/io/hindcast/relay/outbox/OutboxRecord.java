package io.hindcast.relay.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/** A routed outbox row as a record for Kafka: key and payload as they are, three headers. */
final class OutboxRecord {
  private static final String TOPIC_PREFIX = "hindcast.";
  private static final List<String> HEADERS = List.of("id", "eventType", "traceparent");

  private OutboxRecord() {}

  /** Empty for what is no outbox row, such as a heartbeat. */
  static Optional<ProducerRecord<byte[], byte[]>> of(SourceRecord row) {
    if (row.topic() == null || !row.topic().startsWith(TOPIC_PREFIX) || row.value() == null) {
      return Optional.empty();
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(row.topic(), utf8(row.key()), payload(row.value()));
    for (String name : HEADERS) {
      Header header = row.headers().lastWithName(name);
      if (header != null && header.value() != null) {
        record.headers().add(name, utf8(header.value()));
      }
    }
    return Optional.of(record);
  }

  private static byte[] utf8(Object text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] payload(Object value) {
    return switch (value) {
      case byte[] bytes -> bytes;
      case ByteBuffer buffer -> {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        yield bytes;
      }
      default ->
          throw new IllegalStateException(
              "The payload of an outbox row is a %s: expected bytes"
                  .formatted(value.getClass().getName()));
    };
  }
}
