package io.hindcast.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LocalKafkaIT {
  private static final Logger LOG = LoggerFactory.getLogger(LocalKafkaIT.class);
  private static final String TOPIC = "t";
  private static final int LARGE = 15 << 20;

  @TempDir Path directory;

  @Test
  void keepsRecordsWhenKilledAndWhenStartedAgain() throws Exception {
    KafkaOptions options = KafkaOptions.in(directory);
    String bootstrap;
    try (LocalKafka server = LocalKafka.start(options)) {
      bootstrap = server.bootstrap();
      createTopic(bootstrap);
      send(bootstrap, new byte[LARGE]);
      long killed = server.pid();
      server.kill();
      assertThat(ProcessHandle.of(killed)).isEmpty();
      server.restart();
      assertThat(firstRecord(bootstrap)).hasSize(LARGE);
      assertThat(Files.readString(server.log())).contains("Kafka Server started");
    }
    try (LocalKafka server = LocalKafka.start(options)) {
      assertThat(server.bootstrap()).isEqualTo(bootstrap);
      assertThat(firstRecord(bootstrap)).hasSize(LARGE);
    }
  }

  @Test
  void deliversToAShareGroupSoonAfterItsFirstPoll() throws Exception {
    try (LocalKafka server = LocalKafka.start(KafkaOptions.in(directory))) {
      createTopic(server.bootstrap());
      readFromTheStart(server.bootstrap(), "group");
      send(server.bootstrap(), new byte[1]);
      Duration taken = firstDelivery(server.bootstrap(), "group");
      LOG.info("First delivery to a share group took {} ms", taken.toMillis());
      assertThat(taken).isLessThan(Duration.ofSeconds(4));
    }
  }

  private static Duration firstDelivery(String bootstrap, String group) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "group.id", group);
    try (var consumer =
        new KafkaShareConsumer<>(
            config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      long begin = System.nanoTime();
      Duration taken = Duration.ZERO;
      while (consumer.poll(Duration.ofMillis(100)).isEmpty()
          && taken.compareTo(Duration.ofSeconds(30)) < 0) {
        taken = Duration.ofNanos(System.nanoTime() - begin);
      }
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  private static void readFromTheStart(String bootstrap, String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var earliest =
          new AlterConfigOp(
              new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), List.of(earliest)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static void createTopic(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static void send(String bootstrap, byte[] value) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrap,
            "max.request.size", Integer.toString(16 << 20),
            "buffer.memory", Integer.toString(32 << 20));
    try (var producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static byte[] firstRecord(String bootstrap) {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrap);
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(30));
      return records.records(partition).getFirst().value();
    }
  }
}
