package io.hindcast.localstack.postgres;

import io.hindcast.localstack.container.ContainerSpec;
import io.hindcast.localstack.server.ServerDirectory;
import java.util.List;
import java.util.Map;

/** The server as a container. */
final class PostgresContainer {
  private static final String IMAGE = "postgres:18";
  private static final int PORT = 5432;

  private PostgresContainer() {}

  static ContainerSpec spec(
      PostgresOptions options, ServerDirectory place, PostgresEndpoint endpoint) {
    return new ContainerSpec(
        "PostgreSQL",
        options.environment().value("HINDCAST_POSTGRES_IMAGE").orElse(IMAGE),
        new ContainerSpec.Settings(
            Map.of(endpoint.port(), PORT),
            Map.of(
                "POSTGRES_USER", endpoint.user(),
                "POSTGRES_PASSWORD", endpoint.password(),
                "POSTGRES_DB", endpoint.database()),
            Map.of(),
            List.of("postgres", "-c", "wal_level=logical", "-c", "max_connections=200")),
        place.resolve("postgres.log"),
        endpoint::serves);
  }
}
