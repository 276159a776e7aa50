package io.hindcast.localstack.postgres;

import io.hindcast.localstack.prerequisite.Environment;
import io.hindcast.localstack.process.Lifetime;
import java.nio.file.Path;

/**
 * How to run PostgreSQL.
 *
 * @param directory where its data, log, port and password are kept
 * @param port its port; 0 takes the port of the last start when it is free, else a free one
 * @param lifetime whether it ends with this JVM
 * @param environment {@code HINDCAST_POSTGRES_URL} there names a server to use instead
 */
public record PostgresOptions(
    Path directory, int port, Lifetime lifetime, Environment environment) {
  public PostgresOptions {
    directory = directory.toAbsolutePath().normalize();
  }

  /** Defaults: a free port, ending with this JVM. */
  public static PostgresOptions in(Path directory) {
    return new PostgresOptions(directory, 0, Lifetime.WITH_PARENT, Environment.system());
  }

  public PostgresOptions withPort(int value) {
    return new PostgresOptions(directory, value, lifetime, environment);
  }

  public PostgresOptions withLifetime(Lifetime value) {
    return new PostgresOptions(directory, port, value, environment);
  }

  public PostgresOptions withEnvironment(Environment value) {
    return new PostgresOptions(directory, port, lifetime, value);
  }
}
