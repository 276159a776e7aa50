package io.hindcast.systemtests.stack;

import io.hindcast.messaging.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts any bytes on any topic, as no part of Hindcast would. */
public record RawProducer(String bootstrap) {

  /** Sends to the partition of the key. */
  public void send(Topic<?> topic, String key, byte[] value) {
    send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  /** Sends the same to each partition, so that each consumer meets it. */
  public void sendToAllPartitions(Topic<?> topic, byte[] value) {
    for (int partition = 0; partition < topic.partitions(); partition++) {
      send(new ProducerRecord<>(topic.name(), partition, null, value));
    }
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(message).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
