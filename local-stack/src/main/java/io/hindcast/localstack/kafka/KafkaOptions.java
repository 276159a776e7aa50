package io.hindcast.localstack.kafka;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.process.Lifetime;
import java.nio.file.Path;

/**
 * How to run Kafka.
 *
 * @param directory where its data, log and ports are kept
 * @param port port for clients; 0 takes the port of the last start when it is free, else a free one
 * @param lifetime whether it ends with this JVM
 * @param environment {@code HINDCAST_KAFKA_BOOTSTRAP} there names a broker to use instead
 */
public record KafkaOptions(Path directory, int port, Lifetime lifetime, Environment environment) {
  public KafkaOptions {
    directory = directory.toAbsolutePath().normalize();
  }

  /** Defaults: a free port, ending with this JVM. */
  public static KafkaOptions in(Path directory) {
    return new KafkaOptions(directory, 0, Lifetime.WITH_PARENT, Environment.system());
  }

  public KafkaOptions withPort(int value) {
    return new KafkaOptions(directory, value, lifetime, environment);
  }

  public KafkaOptions withLifetime(Lifetime value) {
    return new KafkaOptions(directory, port, value, environment);
  }

  public KafkaOptions withEnvironment(Environment value) {
    return new KafkaOptions(directory, port, lifetime, value);
  }
}
