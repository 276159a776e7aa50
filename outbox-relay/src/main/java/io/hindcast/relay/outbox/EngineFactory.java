package io.hindcast.relay.outbox;

import io.hindcast.messaging.kafka.TopicAdmin;
import io.hindcast.runtime.config.KafkaConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes engines, each with a producer of its own. */
final class EngineFactory {
  private final OutboxConfig config;
  private final OutboxEndpoints endpoints;
  private final OutboxMeters meters;

  EngineFactory(OutboxConfig config, OutboxEndpoints endpoints, OutboxMeters meters) {
    this.config = config;
    this.endpoints = endpoints;
    this.meters = meters;
  }

  OutboxEngine create(Runnable reading) {
    Properties properties = EngineProperties.of(config, endpoints.database(), endpoints.kafka());
    return new OutboxEngine(properties, producer(endpoints.kafka()), meters, reading);
  }

  private static Producer<byte[], byte[]> producer(KafkaConfig kafka) {
    Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "hindcast-outbox");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    // Keeps the order within a partition although several requests are in flight.
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicAdmin.MESSAGE_BYTES_MAX);
    properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
