package io.hindcast.relay.outbox;

import io.hindcast.localstack.SharedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic of three partitions, read from the beginning. */
final class TopicReader implements AutoCloseable {
  private static final int PARTITIONS = 3;

  private final String name;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private TopicReader(String name, KafkaConsumer<byte[], byte[]> consumer) {
    this.name = name;
    this.consumer = consumer;
  }

  static TopicReader create(String name) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            SharedServers.kafka().bootstrap(),
            "auto.offset.reset",
            "earliest",
            "enable.metrics.push",
            false);
    try (Admin admin = Admin.create(properties)) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Cannot create topic " + name, e);
    }
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new TopicPartition(name, i));
    }
    consumer.assign(partitions);
    return new TopicReader(name, consumer);
  }

  String name() {
    return name;
  }

  /** Everything so far. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
    return records;
  }

  /** Payloads under a key in order of their first arrival: repetitions are legal. */
  List<String> texts(String key) {
    LinkedHashSet<String> texts = new LinkedHashSet<>();
    records().stream()
        .filter(record -> text(record.key()).equals(key))
        .forEach(record -> texts.add(text(record.value())));
    return List.copyOf(texts);
  }

  static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            java.util.stream.Collectors.toMap(
                header -> header.key(), header -> text(header.value())));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
