package io.hindcast.localstack.postgres;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.net.URI;
import java.util.Optional;

/** Reads the address of a server that the user runs. */
final class ForeignPostgres {
  private static final int DEFAULT_PORT = 5432;

  private ForeignPostgres() {}

  /**
   * The server that {@code HINDCAST_POSTGRES_URL}, {@code HINDCAST_POSTGRES_USER} and {@code
   * HINDCAST_POSTGRES_PASSWORD} describe.
   *
   * @throws PrerequisiteMissing when the address cannot be understood
   */
  static Optional<PostgresEndpoint> in(Environment environment) {
    return environment
        .value("HINDCAST_POSTGRES_URL")
        .map(url -> {
          URI address = URI.create(url.replaceFirst("^jdbc:", ""));
          if (address.getHost() == null || address.getPath().length() < 2) {
            throw new PrerequisiteMissing(
                "HINDCAST_POSTGRES_URL is not an address of the form"
                    + " jdbc:postgresql://host:port/database; correct it or unset it.");
          }
          return new PostgresEndpoint(
              address.getHost(),
              address.getPort() < 0 ? DEFAULT_PORT : address.getPort(),
              address.getPath().substring(1),
              environment.value("HINDCAST_POSTGRES_USER").orElse("hindcast"),
              environment.value("HINDCAST_POSTGRES_PASSWORD").orElse(""));
        });
  }
}
