package io.hindcast.runtime.config;

import java.util.List;

/**
 * How a service reaches PostgreSQL: {@code database.*}.
 *
 * @param jdbcUrl {@code database.url}, without credentials
 * @param user {@code database.user}
 * @param password {@code database.password} or {@code database.password-file}
 * @param poolSize {@code database.pool-size}, most connections at a time
 */
public record DatabaseConfig(String jdbcUrl, String user, Secret password, int poolSize) {
  private static final String LOCAL = "jdbc:postgresql://127.0.0.1:5432/hindcast";

  /** Validates. */
  public DatabaseConfig {
    List<String> problems = PostgresUrl.problems(jdbcUrl);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("database.url " + problems.getFirst());
    }
  }

  /** The URL, taken apart. */
  public PostgresUrl address() {
    return PostgresUrl.parse(jdbcUrl);
  }

  /** Reads {@code database.*}. */
  public static DatabaseConfig from(Configuration config) {
    String url = config.string("database.url", LOCAL);
    List<String> problems = PostgresUrl.problems(url);
    problems.forEach(problem -> config.problem("database.url " + problem));
    return new DatabaseConfig(
        problems.isEmpty() ? url : LOCAL,
        config.string("database.user", "hindcast"),
        config.secret("database.password"),
        config.integer("database.pool-size", 8, 1, 200));
  }
}
