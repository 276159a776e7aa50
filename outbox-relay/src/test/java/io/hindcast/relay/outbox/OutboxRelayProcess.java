package io.hindcast.relay.outbox;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.runtime.config.DatabaseConfig;
import io.hindcast.runtime.config.KafkaConfig;
import io.hindcast.runtime.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** An outbox relay in a process of its own, to be killed. The password comes by environment. */
public final class OutboxRelayProcess {
  private OutboxRelayProcess() {}

  public static void main(String[] args) throws InterruptedException {
    DatabaseConfig config =
        new DatabaseConfig(args[0], args[1], new Secret(System.getenv("TEST_PASSWORD")), 2);
    OutboxConfig outbox =
        new OutboxConfig(
            List.of(args[3].split(",", -1)), args[4], args[5], args[6], 1, Duration.ofMillis(200));
    Database database =
        Database.open(
            new DatabaseSettings(
                config.jdbcUrl(), config.user(), config.password().reveal(), 2, "public"));
    OutboxRelay relay =
        OutboxRelay.start(
            outbox,
            database,
            new OutboxEndpoints(config, new KafkaConfig(args[2], new TreeMap<>())),
            new SimpleMeterRegistry());
    Runtime.getRuntime().addShutdownHook(new Thread(relay::close));
    new CountDownLatch(1).await();
  }
}
