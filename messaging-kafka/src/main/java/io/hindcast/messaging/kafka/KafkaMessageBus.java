package io.hindcast.messaging.kafka;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.LetterLog;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.MessagePublisher;
import io.hindcast.messaging.Subscription;
import io.hindcast.messaging.SubscriptionHealth;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.WorkHandler;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The message bus on a Kafka cluster with share groups (4.2 or later). */
public final class KafkaMessageBus implements MessageBus {
  private static final ByteArrayDeserializer BYTES = new ByteArrayDeserializer();

  private final KafkaSettings settings;
  private final ClientProperties properties;
  private final Clock clock;
  private final DeadLetterListener buried;
  private final KafkaPublisher publisher;
  private final ShareGroups shareGroups;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  private KafkaMessageBus(
      KafkaSettings settings, Clock clock, DeadLetterListener buried, LetterLog log) {
    this.settings = settings;
    this.clock = clock;
    this.buried = buried;
    this.properties = new ClientProperties(settings);
    this.shareGroups = new ShareGroups(settings);
    this.publisher = new KafkaPublisher(producer(), settings.timing().publish(), log);
  }

  /**
   * A bus that connects when it is used; brokers that are away are no error here.
   *
   * @throws HindcastException with MESSAGING_UNAVAILABLE if the settings do not make a client: no
   *     host name can be resolved, or a client property is wrong
   */
  public static KafkaMessageBus open(KafkaSettings settings) {
    return open(settings, DeadLetterListener.NONE);
  }

  /**
   * As {@link #open(KafkaSettings)}.
   *
   * @param buried hears of the messages that this bus puts aside
   */
  public static KafkaMessageBus open(KafkaSettings settings, DeadLetterListener buried) {
    return open(settings, buried, LetterLog.NONE);
  }

  /**
   * As {@link #open(KafkaSettings)}.
   *
   * @param buried hears of the messages that this bus puts aside
   * @param log hears of each message before it is sent; dead letters, too
   */
  public static KafkaMessageBus open(
      KafkaSettings settings, DeadLetterListener buried, LetterLog log) {
    return new KafkaMessageBus(settings, Clock.systemUTC(), buried, log);
  }

  private KafkaProducer<byte[], byte[]> producer() {
    try {
      var bytes = new ByteArraySerializer();
      return new KafkaProducer<>(properties.producer(), bytes, bytes);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new HindcastException(
          ErrorCode.MESSAGING_UNAVAILABLE,
          "Kafka at %s cannot be used: %s.".formatted(settings.bootstrap(), cause.getMessage()),
          e);
    }
  }

  @Override
  public MessagePublisher publisher() {
    return publisher;
  }

  @Override
  public <T extends SpecificRecord> Subscription subscribe(
      Topic<T> topic, String groupId, MessageHandler<T> handler) {
    var health = new HealthBoard(groupId + " of " + topic.name());
    var handling =
        new OrderedHandling<>(
            new RecordReader<>(topic), handler, deadLetters(groupId), settings.retry(), health);
    var subscription =
        new OrderedSubscription(
            groupId,
            () -> new KafkaConsumer<>(properties.consumer(groupId), BYTES, BYTES),
            handling);
    subscription.start();
    subscriptions.add(subscription);
    return subscription;
  }

  @Override
  public <T extends SpecificRecord> Subscription consumeWork(
      Topic<T> topic, String groupId, int slots, WorkHandler<T> handler) {
    if (slots < 1) {
      throw new IllegalArgumentException("Expected at least 1 slot, but got " + slots + ".");
    }
    var handling =
        new WorkHandling<>(
            new RecordReader<>(topic),
            handler,
            deadLetters(groupId),
            new Failures(),
            settings.retry(),
            settings.deliveriesMax());
    WorkSubscription subscription = work(groupId, slots, handling);
    subscription.start();
    subscriptions.add(subscription);
    return subscription;
  }

  private WorkSubscription work(String groupId, int slots, WorkHandling<?> handling) {
    String name = groupId + " of " + handling.reader().topic().name();
    var health = new HealthBoard(name);
    var stop = new StopSignal();
    List<ConsumerLoop> loops =
        IntStream.rangeClosed(1, slots)
            .mapToObj(slot -> loop(groupId, slot, handling, health, stop))
            .toList();
    return new WorkSubscription(name, health, stop, loops);
  }

  private ConsumerLoop loop(
      String groupId, int slot, WorkHandling<?> handling, HealthBoard health, StopSignal stop) {
    String name = "%s slot %d".formatted(groupId, slot);
    var worker =
        new WorkSlot(
            name,
            () -> {
              // Before the group's first member joins: a new group starts at the end otherwise.
              shareGroups.configure(groupId);
              return new KafkaShareConsumer<>(
                  properties.shareConsumer(groupId, slot), BYTES, BYTES);
            },
            handling,
            health,
            stop);
    return new ConsumerLoop(name, worker::consume, stop, health, settings.retry());
  }

  private DeadLetters deadLetters(String groupId) {
    return new DeadLetters(publisher, groupId, clock, buried);
  }

  @Override
  public List<SubscriptionHealth> health() {
    return subscriptions.stream().map(Subscription::health).toList();
  }

  @Override
  public void close() {
    List<Thread> closing =
        subscriptions.stream()
            .map(subscription -> Thread.ofVirtual().start(subscription::close))
            .toList();
    try {
      for (Thread thread : closing) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      publisher.close();
    }
  }
}
