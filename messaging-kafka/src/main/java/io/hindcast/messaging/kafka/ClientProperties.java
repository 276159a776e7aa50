package io.hindcast.messaging.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The properties of each kind of client. */
record ClientProperties(KafkaSettings settings) {
  /** Longest request: a message of full length with its framing. */
  private static final int REQUEST_BYTES_MAX = 17 * 1024 * 1024;

  private static final int RECORDS_PER_POLL = 100;

  private static final int HEARTBEATS_PER_SESSION = 4;

  Map<String, Object> producer() {
    Duration publish = settings.timing().publish();
    int half = millis(publish.dividedBy(2));
    Map<String, Object> properties = common("publisher");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES_MAX);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, half);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, half);
    return withUsers(properties);
  }

  Map<String, Object> consumer(String groupId) {
    int session = millis(settings.timing().session());
    Map<String, Object> properties = common(groupId);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS_PER_SESSION);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return withUsers(properties);
  }

  Map<String, Object> shareConsumer(String groupId, int slot) {
    Map<String, Object> properties = common(groupId + "-" + slot);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    properties.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    properties.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return withUsers(properties);
  }

  Map<String, Object> admin() {
    Map<String, Object> properties = common("admin");
    int timeout = millis(settings.timing().publish());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
    return withUsers(properties);
  }

  private Map<String, Object> common(String role) {
    var properties = new HashMap<String, Object>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.clientId() + "-" + role);
    properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return properties;
  }

  private Map<String, Object> withUsers(Map<String, Object> properties) {
    properties.putAll(settings.clientProperties());
    return properties;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
