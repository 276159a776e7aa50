package io.hindcast.relay.swap;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.localstack.process.ChildProcess;
import io.hindcast.localstack.process.JavaProcess;
import io.hindcast.relay.RelayMain;
import java.nio.file.Path;

/** A relay as it is started in production, on the shared servers. */
final class RelayProcess {
  private RelayProcess() {}

  static ChildProcess start(Path directory, String name) {
    LocalPostgres postgres = SharedServers.postgres();
    LocalClickHouse clickhouse = SharedServers.clickhouse();
    return JavaProcess.builder(RelayMain.class)
        .jvmArgs("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .env("HINDCAST_DATABASE_URL", postgres.jdbcUrl())
        .env("HINDCAST_DATABASE_USER", postgres.user())
        .env("HINDCAST_DATABASE_PASSWORD", postgres.password())
        .env("HINDCAST_KAFKA_BOOTSTRAP", SharedServers.kafka().bootstrap())
        .env("HINDCAST_WAREHOUSE_URL", clickhouse.url())
        .env("HINDCAST_WAREHOUSE_USER", clickhouse.user())
        .env("HINDCAST_WAREHOUSE_PASSWORD", clickhouse.password())
        .env("HINDCAST_MANAGEMENT_PORT", "0")
        .env("HINDCAST_RELAY_OUTBOX_SCHEMAS", "relay")
        .env("HINDCAST_RELAY_SWAP_LEASE", "3s")
        .log(directory.resolve(name + ".log"))
        .start();
  }
}
