package io.hindcast.runtime.config;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a service reaches Kafka: {@code kafka.*}.
 *
 * @param bootstrap {@code kafka.bootstrap}, host:port, comma separated
 * @param clientProperties everything below {@code kafka.client.}, handed to every client as it is
 */
public record KafkaConfig(String bootstrap, SortedMap<String, String> clientProperties) {

  /** Copies the properties. */
  public KafkaConfig {
    clientProperties = Collections.unmodifiableSortedMap(new TreeMap<>(clientProperties));
  }

  /** Reads {@code kafka.*}. */
  public static KafkaConfig from(Configuration config) {
    return new KafkaConfig(
        config.string("kafka.bootstrap", "127.0.0.1:9092"), config.below("kafka.client."));
  }

  /** Without the properties' values: they may be credentials. */
  @Override
  public String toString() {
    return "KafkaConfig[bootstrap=%s, clientProperties=%s]"
        .formatted(bootstrap, Map.copyOf(clientProperties).keySet());
  }
}
