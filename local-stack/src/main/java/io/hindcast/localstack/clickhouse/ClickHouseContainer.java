package io.hindcast.localstack.clickhouse;

import io.hindcast.localstack.container.ContainerSpec;
import io.hindcast.localstack.server.ServerDirectory;
import java.util.List;
import java.util.Map;

/** The server as a container. */
final class ClickHouseContainer {
  private static final String IMAGE = "clickhouse/clickhouse-server:26.7";
  private static final int HTTP_PORT = 8123;
  private static final int TCP_PORT = 9000;

  private ClickHouseContainer() {}

  static ContainerSpec spec(
      ClickHouseOptions options, ServerDirectory place, ClickHouseEndpoint endpoint) {
    ServerFiles files = new ServerFiles(place.path(), options.memoryBytes());
    files.writeForContainer();
    return new ContainerSpec(
        "ClickHouse",
        options.environment().value("HINDCAST_CLICKHOUSE_IMAGE").orElse(IMAGE),
        new ContainerSpec.Settings(
            Map.of(endpoint.httpPort(), HTTP_PORT, endpoint.tcpPort(), TCP_PORT),
            Map.of(
                "CLICKHOUSE_USER", endpoint.user(),
                "CLICKHOUSE_PASSWORD", endpoint.password(),
                "CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", "1"),
            Map.of(
                files.configuration(), "/etc/clickhouse-server/config.d/hindcast.xml",
                files.userFiles(), "/var/lib/clickhouse/user_files"),
            List.of()),
        place.resolve("clickhouse.log"),
        () -> Ping.answers(endpoint.url()));
  }
}
