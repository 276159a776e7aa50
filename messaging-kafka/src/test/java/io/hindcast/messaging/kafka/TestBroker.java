package io.hindcast.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindcast.localstack.SharedServers;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.RetryPolicy;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.TopicKey;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic and a group of one's own on the shared broker, and buses that close with the test. */
final class TestBroker implements AutoCloseable {
  static final UUID BACKFILL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
  static final Duration LOCK = Duration.ofSeconds(2);

  private static final long PATIENCE_S = 30;
  private static final ByteArraySerializer BYTES = new ByteArraySerializer();

  private final List<KafkaMessageBus> buses = new ArrayList<>();
  private final BlockingQueue<DeadLetter> deadLetters = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> putAside = new LinkedBlockingQueue<>();
  private final Topic<Control> topic;
  private final String group;

  TestBroker(int partitions) {
    String name = randomLetters();
    this.topic =
        new Topic<>(
            "hindcast.test-" + name,
            Control.class,
            TopicKey.BACKFILL_ID,
            partitions,
            Duration.ofHours(1));
    this.group = "group-" + name;
    var admin = new TopicAdmin(settings());
    admin.ensure(List.of(topic, Topics.DEAD_LETTERS));
    bus().subscribe(Topics.DEAD_LETTERS, group + "-letters", this::keepOwn);
  }

  static KafkaSettings settings() {
    return KafkaSettings.of(SharedServers.kafka().bootstrap(), "test")
        .withTiming(new KafkaSettings.Timing(Duration.ofSeconds(20), Duration.ofSeconds(6), LOCK))
        .withRetry(new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(100), 3));
  }

  KafkaMessageBus bus() {
    return bus(settings());
  }

  KafkaMessageBus bus(KafkaSettings settings) {
    KafkaMessageBus bus =
        KafkaMessageBus.open(settings, (from, code) -> putAside.add(from + " " + code));
    buses.add(bus);
    return bus;
  }

  Topic<Control> topic() {
    return topic;
  }

  String group() {
    return group;
  }

  /** Publishes a control whose reason is the text. */
  Control publish(String key, String text) {
    Control control = control(text);
    buses.getFirst().publisher().publish(topic, key, control);
    return control;
  }

  static Control control(String text) {
    return Control.newBuilder()
        .setMeta(MessageMeta.stamp(Control.class, UUID.randomUUID(), BACKFILL, Instant.now(), null))
        .setAction(ControlAction.PAUSE)
        .setRequestedBy("test")
        .setReason(text)
        .build();
  }

  static String text(Delivery<Control> delivery) {
    return delivery.message().getReason();
  }

  /** Publishes bytes that need not be a message. */
  void publishRaw(String key, byte[] value) throws Exception {
    var properties = new ClientProperties(settings()).producer();
    try (var producer = new KafkaProducer<>(properties, BYTES, BYTES)) {
      producer.send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value)).get();
    }
  }

  /** Topic and code of the next message that a listener heard to be put aside. */
  String nextPutAside() throws InterruptedException {
    return next(putAside);
  }

  DeadLetter nextDeadLetter() throws InterruptedException {
    return next(deadLetters);
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing arrived within %d s".formatted(PATIENCE_S));
    }
    return next;
  }

  private void keepOwn(Delivery<DeadLetter> delivery) {
    if (delivery.message().getTopic().equals(topic.name())) {
      deadLetters.add(delivery.message());
    }
  }

  private static String randomLetters() {
    return UUID.randomUUID()
        .toString()
        .replaceAll("[^0-9a-f]", "")
        .chars()
        .map(c -> c <= '9' ? c - '0' + 'k' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public void close() {
    buses.forEach(KafkaMessageBus::close);
  }
}
