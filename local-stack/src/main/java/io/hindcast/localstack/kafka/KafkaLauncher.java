package io.hindcast.localstack.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Main of the broker's JVM: {@code <configuration file> <data directory>}; formats the data when
 * new.
 */
public final class KafkaLauncher {
  private KafkaLauncher() {}

  public static void main(String[] args) {
    String configuration = args[0];
    if (!Files.exists(Path.of(args[1], "meta.properties"))) {
      format(configuration);
    }
    Kafka.main(new String[] {configuration});
  }

  private static void format(String configuration) {
    String cluster = Uuid.randomUuid().toString();
    String[] arguments = {"format", "-t", cluster, "-c", configuration, "--standalone"};
    int code = StorageTool.execute(arguments, System.out);
    if (code != 0) {
      System.err.println("Formatting the data directory failed with code " + code);
      System.exit(code);
    }
  }
}
