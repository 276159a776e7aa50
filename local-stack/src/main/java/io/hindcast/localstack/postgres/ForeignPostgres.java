package io.hindcast.localstack.postgres;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.prerequisite.PrerequisiteMissing;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the address of a server that the user runs. */
final class ForeignPostgres {
  private static final Pattern ADDRESS =
      Pattern.compile("jdbc:postgresql://[\\w.-]+(:\\d{1,5})?/[\\w.-]+(\\?[^\\s@]*)?");

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
        .map(url ->
            new PostgresEndpoint(
                checked(url.startsWith("jdbc:") ? url : "jdbc:" + url),
                environment.value("HINDCAST_POSTGRES_USER").orElse("hindcast"),
                environment.value("HINDCAST_POSTGRES_PASSWORD").orElse("")));
  }

  private static String checked(String url) {
    if (ADDRESS.matcher(url).matches()) {
      return url;
    }
    throw new PrerequisiteMissing(
        "HINDCAST_POSTGRES_URL is not an address of the form jdbc:postgresql://host:port/database;"
            + " correct it or unset it.");
  }
}
