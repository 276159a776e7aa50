package io.hindcast.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.codec.MessageCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicAdminIT {
  /** Tells this test's letters from those of others on the shared broker. */
  private static final String ELSEWHERE = "hindcast.elsewhere";

  private final TopicAdmin admin = new TopicAdmin(TestBroker.settings());

  @Test
  void createsAllTopicsAsDeclaredAndMayBeRepeated() throws Exception {
    admin.ensure(Topics.all());
    admin.ensure(Topics.all(), 1);
    List<String> names = Topics.all().stream().map(Topic::name).toList();
    try (Admin kafka = Admin.create(new ClientProperties(TestBroker.settings()).admin())) {
      var found = kafka.describeTopics(names).allTopicNames().get();
      for (Topic<?> topic : Topics.all()) {
        TopicDescription description = Objects.requireNonNull(found.get(topic.name()));
        assertThat(description.partitions()).hasSize(topic.partitions());
      }
    }
    assertThat(configs(ConfigResource.Type.TOPIC, "hindcast.tasks"))
        .containsEntry("retention.ms", Long.toString(Topics.TASKS.retention().toMillis()))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("max.message.bytes", "16777216");
  }

  @Test
  void configuresShareGroups() throws Exception {
    var groups = new ShareGroups(TestBroker.settings());
    groups.configure("group-of-admin-test");
    groups.configure("group-of-admin-test");
    assertThat(configs(ConfigResource.Type.GROUP, "group-of-admin-test"))
        .containsEntry("share.auto.offset.reset", "earliest")
        .containsEntry("share.record.lock.duration.ms", "2000")
        .containsEntry("share.delivery.count.limit", "10");
  }

  @Test
  void longestMessagePasses() throws Exception {
    try (var broker = new TestBroker(1)) {
      DeadLetter small = letterWith(0);
      int room = MessageCodec.BYTES_MAX - MessageCodec.standard().encode(small).length - 8;
      var got = new LinkedBlockingQueue<Integer>();
      KafkaMessageBus bus = broker.bus();
      bus.subscribe(
          Topics.DEAD_LETTERS,
          broker.group(),
          delivery -> {
            if (delivery.message().getTopic().equals(ELSEWHERE)) {
              got.add(delivery.message().getPayload().remaining());
            }
          });
      bus.publisher().publish(Topics.DEAD_LETTERS, "k", letterWith(room));
      assertThat(TestBroker.next(got)).isEqualTo(room);
    }
  }

  private static DeadLetter letterWith(int payloadBytes) {
    return DeadLetter.newBuilder()
        .setMeta(TestBroker.control("x").getMeta())
        .setTopic(ELSEWHERE)
        .setPartition(0)
        .setOffset(0)
        .setPayload(ByteBuffer.allocate(payloadBytes))
        .setCode("INTERNAL")
        .setMessage("")
        .setService("test")
        .setDeliveryCount(1)
        .build();
  }

  private static Map<String, String> configs(ConfigResource.Type type, String name)
      throws Exception {
    var resource = new ConfigResource(type, name);
    try (Admin kafka = Admin.create(new ClientProperties(TestBroker.settings()).admin())) {
      var found = kafka.describeConfigs(List.of(resource)).all().get();
      return Objects.requireNonNull(found.get(resource)).entries().stream()
          .filter(entry -> entry.value() != null)
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
  }
}
