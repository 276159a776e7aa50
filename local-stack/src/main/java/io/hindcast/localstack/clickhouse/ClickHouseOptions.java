package io.hindcast.localstack.clickhouse;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.process.Lifetime;
import java.nio.file.Path;

/**
 * How to run ClickHouse.
 *
 * @param directory where its data, log, ports and password are kept
 * @param httpPort port for HTTP; 0 takes the port of the last start when it is free, else a free
 *     one
 * @param memoryBytes what all queries and caches together may use
 * @param lifetime whether it ends with this JVM
 * @param environment the {@code HINDCAST_CLICKHOUSE_*} variables there choose the server
 */
public record ClickHouseOptions(
    Path directory, int httpPort, long memoryBytes, Lifetime lifetime, Environment environment) {
  private static final long DEFAULT_MEMORY_BYTES = 4L << 30;
  private static final long LEAST_MEMORY_BYTES = 256L << 20;

  public ClickHouseOptions {
    directory = directory.toAbsolutePath().normalize();
    if (memoryBytes < LEAST_MEMORY_BYTES) {
      throw new IllegalArgumentException(
          "ClickHouse needs %d bytes of memory at least, not %d"
              .formatted(LEAST_MEMORY_BYTES, memoryBytes));
    }
  }

  /** Defaults: a free port, 4 GiB, ending with this JVM. */
  public static ClickHouseOptions in(Path directory) {
    return new ClickHouseOptions(
        directory, 0, DEFAULT_MEMORY_BYTES, Lifetime.WITH_PARENT, Environment.system());
  }

  public ClickHouseOptions withHttpPort(int value) {
    return new ClickHouseOptions(directory, value, memoryBytes, lifetime, environment);
  }

  public ClickHouseOptions withMemoryBytes(long value) {
    return new ClickHouseOptions(directory, httpPort, value, lifetime, environment);
  }

  public ClickHouseOptions withLifetime(Lifetime value) {
    return new ClickHouseOptions(directory, httpPort, memoryBytes, value, environment);
  }

  /** A server of its own with 1 GiB, whichever one the environment names. */
  public ClickHouseOptions ownServer() {
    return withMemoryBytes(1L << 30).withEnvironment(environment.without(LocalClickHouse.URL));
  }

  public ClickHouseOptions withEnvironment(Environment value) {
    return new ClickHouseOptions(directory, httpPort, memoryBytes, lifetime, value);
  }
}
