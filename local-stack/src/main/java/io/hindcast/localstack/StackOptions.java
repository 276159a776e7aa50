package io.hindcast.localstack;

import io.hindcast.localstack.clickhouse.ClickHouseOptions;
import io.hindcast.localstack.kafka.KafkaOptions;
import io.hindcast.localstack.postgres.PostgresOptions;
import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.process.Lifetime;
import java.nio.file.Path;

/**
 * How to run the three servers, each in a folder of its own below one directory.
 *
 * @param directory where everything is kept
 * @param leastFreeBytes free disk below which the start is refused
 */
public record StackOptions(
    Path directory,
    KafkaOptions kafka,
    PostgresOptions postgres,
    ClickHouseOptions clickHouse,
    long leastFreeBytes) {
  private static final long DEFAULT_LEAST_FREE_BYTES = 2L << 30;

  /** Defaults: free ports, 4 GiB for ClickHouse, 2 GiB of free disk, ending with this JVM. */
  public static StackOptions in(Path directory) {
    return new StackOptions(
        directory.toAbsolutePath().normalize(),
        KafkaOptions.in(directory.resolve("kafka")),
        PostgresOptions.in(directory.resolve("postgres")),
        ClickHouseOptions.in(directory.resolve("clickhouse")),
        DEFAULT_LEAST_FREE_BYTES);
  }

  public StackOptions withKafka(KafkaOptions value) {
    return new StackOptions(directory, value, postgres, clickHouse, leastFreeBytes);
  }

  public StackOptions withPostgres(PostgresOptions value) {
    return new StackOptions(directory, kafka, value, clickHouse, leastFreeBytes);
  }

  public StackOptions withClickHouse(ClickHouseOptions value) {
    return new StackOptions(directory, kafka, postgres, value, leastFreeBytes);
  }

  public StackOptions withLeastFreeBytes(long value) {
    return new StackOptions(directory, kafka, postgres, clickHouse, value);
  }

  /** The same for all three servers. */
  public StackOptions withLifetime(Lifetime value) {
    return new StackOptions(
        directory,
        kafka.withLifetime(value),
        postgres.withLifetime(value),
        clickHouse.withLifetime(value),
        leastFreeBytes);
  }

  /** The same for all three servers. */
  public StackOptions withEnvironment(Environment value) {
    return new StackOptions(
        directory,
        kafka.withEnvironment(value),
        postgres.withEnvironment(value),
        clickHouse.withEnvironment(value),
        leastFreeBytes);
  }
}
