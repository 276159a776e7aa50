package io.hindcast.localstack;

import io.hindcast.localstack.clickhouse.ClickHouseOptions;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.kafka.KafkaOptions;
import io.hindcast.localstack.kafka.LocalKafka;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.postgres.PostgresOptions;
import java.nio.file.Path;

/**
 * Servers for tests: at most one of each kind per JVM, started at the first use in a temporary
 * directory, stopped and deleted when the JVM ends. Tests share them, so each uses names of its
 * own.
 */
public final class SharedServers {
  private SharedServers() {}

  public static LocalKafka kafka() {
    return Kafka.SERVER;
  }

  public static LocalPostgres postgres() {
    return Postgres.SERVER;
  }

  public static LocalClickHouse clickhouse() {
    return ClickHouse.SERVER;
  }

  /** One more server beside {@link #clickhouse}, for tests of several nodes. */
  public static LocalClickHouse secondClickhouse() {
    return SecondClickHouse.SERVER;
  }

  private static Path directory(String name) {
    return TemporaryDirectory.ROOT.path().resolve(name);
  }

  private static <T extends AutoCloseable> T stoppedAtExit(T server) {
    TemporaryDirectory.ROOT.closeBeforeDeletion(server);
    return server;
  }

  private static final class Kafka {
    static final LocalKafka SERVER =
        stoppedAtExit(LocalKafka.start(KafkaOptions.in(directory("kafka"))));
  }

  private static final class Postgres {
    static final LocalPostgres SERVER =
        stoppedAtExit(LocalPostgres.start(PostgresOptions.in(directory("postgres"))));
  }

  private static final class ClickHouse {
    static final LocalClickHouse SERVER =
        stoppedAtExit(LocalClickHouse.start(ClickHouseOptions.in(directory("clickhouse"))));
  }

  private static final class SecondClickHouse {
    static final LocalClickHouse SERVER =
        stoppedAtExit(
            LocalClickHouse.start(ClickHouseOptions.in(directory("clickhouse-2")).ownServer()));
  }
}
