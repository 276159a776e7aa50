package io.hindcast.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.Letter;
import io.hindcast.core.outbox.LetterLog;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessagePublisher;
import io.hindcast.messaging.Topic;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Publishes through one idempotent producer. */
final class KafkaPublisher implements MessagePublisher, AutoCloseable {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final Duration patience;
  private final LetterLog log;

  KafkaPublisher(Producer<byte[], byte[]> producer, Duration patience, LetterLog log) {
    this.producer = producer;
    this.patience = patience;
    this.log = log;
  }

  @Override
  public <T extends SpecificRecord> void publish(
      Topic<T> topic, String key, T message, Map<String, String> headers) {
    byte[] value = MessageCodec.standard().encode(message);
    var record = new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    addMeta(record, MessageMeta.of(message));
    // First: who hears of the message looks for it there.
    log.write(Letter.of(MessageMeta.of(message).getEventId(), topic.name(), key, value));
    send(record);
  }

  private static void addMeta(ProducerRecord<byte[], byte[]> record, Meta meta) {
    record.headers().remove(Delivery.ID_HEADER);
    record.headers().add(Delivery.ID_HEADER, meta.getEventId().toString().getBytes(UTF_8));
    String traceparent = meta.getTraceparent();
    if (traceparent != null) {
      record.headers().remove(Delivery.TRACEPARENT_HEADER);
      record.headers().add(Delivery.TRACEPARENT_HEADER, traceparent.getBytes(UTF_8));
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(record, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException | KafkaException e) {
      throw failed(record, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(record, e);
    }
  }

  private RuntimeException failed(ProducerRecord<byte[], byte[]> record, Throwable cause) {
    if (cause instanceof RecordTooLargeException) {
      return new IllegalArgumentException(
          "Message for %s is longer than the brokers take: %s"
              .formatted(record.topic(), cause.getMessage()),
          cause);
    }
    return new HindcastException(
        ErrorCode.MESSAGING_UNAVAILABLE,
        "Message for %s was not acknowledged within %s: %s. It may still arrive."
            .formatted(record.topic(), patience, cause.getMessage()),
        cause);
  }

  /** Gives messages that are on their way a few seconds. */
  @Override
  public void close() {
    producer.close(CLOSE_PATIENCE);
  }
}
