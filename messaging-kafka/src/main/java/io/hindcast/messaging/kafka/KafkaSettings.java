package io.hindcast.messaging.kafka;

import io.hindcast.messaging.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How to reach Kafka and how to work with it.
 *
 * @param bootstrap brokers to begin with, as {@code host:port,host:port}
 * @param clientId what the brokers' logs and metrics show, usually the service's name
 * @param clientProperties properties of Kafka's clients, for security and the like; their values
 *     are never logged
 * @param timing how long things may take
 * @param retry how failures of handlers are tried again
 * @param deliveriesMax how often a work queue hands out a message before it is a dead letter
 */
public record KafkaSettings(
    String bootstrap,
    String clientId,
    Map<String, String> clientProperties,
    Timing timing,
    RetryPolicy retry,
    int deliveriesMax) {

  /** The broker keeps counting to twice the limit, ten at most, so that nothing vanishes. */
  private static final int DELIVERIES_LIMIT = 9;

  /** What delivery depends on, which is not for users to change. */
  private static final Set<String> RESERVED =
      Set.of(
          "acks",
          "auto.offset.reset",
          "bootstrap.servers",
          "enable.auto.commit",
          "enable.idempotence",
          "group.id",
          "max.poll.records",
          "share.acknowledgement.mode",
          "share.acquire.mode",
          "transactional.id");

  /** Settings that can work. */
  public KafkaSettings {
    clientProperties = Map.copyOf(clientProperties);
    if (bootstrap.isBlank() || clientId.isBlank()) {
      throw new IllegalArgumentException("Kafka needs bootstrap servers and a client id.");
    }
    List<String> refused = clientProperties.keySet().stream().filter(RESERVED::contains).toList();
    if (!refused.isEmpty()) {
      throw new IllegalArgumentException(
          "Kafka client properties %s are set by Hindcast itself; remove them.".formatted(refused));
    }
    if (deliveriesMax < 1 || deliveriesMax > DELIVERIES_LIMIT) {
      throw new IllegalArgumentException(
          "A message can be handed out 1 to %d times before it is a dead letter, not %d."
              .formatted(DELIVERIES_LIMIT, deliveriesMax));
    }
  }

  /** Defaults: no security, {@link Timing#standard()}, five deliveries. */
  public static KafkaSettings of(String bootstrap, String clientId) {
    return new KafkaSettings(
        bootstrap, clientId, Map.of(), Timing.standard(), RetryPolicy.standard(), 5);
  }

  /** The same with these client properties. */
  public KafkaSettings withClientProperties(Map<String, String> properties) {
    return new KafkaSettings(bootstrap, clientId, properties, timing, retry, deliveriesMax);
  }

  /** The same with this timing. */
  public KafkaSettings withTiming(Timing value) {
    return new KafkaSettings(bootstrap, clientId, clientProperties, value, retry, deliveriesMax);
  }

  /** The same with this retry policy. */
  public KafkaSettings withRetry(RetryPolicy value) {
    return new KafkaSettings(bootstrap, clientId, clientProperties, timing, value, deliveriesMax);
  }

  /**
   * How long things may take.
   *
   * @param publish until an unacknowledged message is reported as failed
   * @param session until a dead consumer's partitions go to others; brokers allow 6 s or more
   * @param lock how long a work item stays with a worker that no longer renews it; renewed at a
   *     third of it; brokers allow 15 to 60 s unless configured otherwise
   */
  public record Timing(Duration publish, Duration session, Duration lock) {
    /** Timing with positive durations. */
    public Timing {
      if (!publish.isPositive() || !session.isPositive() || !lock.isPositive()) {
        throw new IllegalArgumentException(
            "Expected positive durations, but got %s, %s, %s.".formatted(publish, session, lock));
      }
    }

    /** 30 s to publish, 10 s for a session, 30 s for a lock. */
    public static Timing standard() {
      return new Timing(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }
  }

  /** For the log: names of client properties, but none of their values. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrap=%s, clientId=%s, clientProperties=%s, %s, %s, deliveriesMax=%d]"
        .formatted(
            bootstrap,
            clientId,
            new TreeMap<>(clientProperties).keySet(),
            timing,
            retry,
            deliveriesMax);
  }
}
