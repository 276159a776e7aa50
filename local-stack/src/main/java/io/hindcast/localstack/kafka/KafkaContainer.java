package io.hindcast.localstack.kafka;

import io.hindcast.localstack.container.ContainerSpec;
import io.hindcast.localstack.server.ServerDirectory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The broker as a container: the same settings, as variables. */
final class KafkaContainer {
  private static final String IMAGE = "apache/kafka:4.3.1";

  private KafkaContainer() {}

  static ContainerSpec spec(KafkaOptions options, ServerDirectory place, int port) {
    return new ContainerSpec(
        "Kafka",
        options.environment().value(LocalKafka.IMAGE_VARIABLE).orElse(IMAGE),
        new ContainerSpec.Settings(Map.of(port, port), variables(port), Map.of(), List.of()),
        place.resolve("kafka.log"),
        () -> BrokerReadiness.serves(port));
  }

  /** The image formats its data for a fixed set of voters, so the one voter is named. */
  private static Map<String, String> variables(int port) {
    return BrokerProperties.inContainer(port)
        .text()
        .replace("quorum.bootstrap.servers=", "quorum.voters=1@")
        .lines()
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(setting -> variable(setting[0]), setting -> setting[1]));
  }

  /** The image's way of naming settings. */
  private static String variable(String key) {
    return "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
