package io.hindcast.runtime.config;

/**
 * How a service reaches PostgreSQL: {@code database.*}.
 *
 * @param jdbcUrl {@code database.url}, without credentials
 * @param user {@code database.user}
 * @param password {@code database.password} or {@code database.password-file}
 * @param poolSize {@code database.pool-size}, most connections at a time
 */
public record DatabaseConfig(String jdbcUrl, String user, Secret password, int poolSize) {
  private static final String SCHEME = "jdbc:postgresql:";

  /** Validates. */
  public DatabaseConfig {
    if (!jdbcUrl.startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          "database.url is '%s': expected %s//host:port/name".formatted(jdbcUrl, SCHEME));
    }
  }

  /** Reads {@code database.*}. */
  public static DatabaseConfig from(Configuration config) {
    String fallback = SCHEME + "//127.0.0.1:5432/hindcast";
    String url = config.string("database.url", fallback);
    if (!url.startsWith(SCHEME)) {
      config.problem("database.url is '%s': expected %s//host:port/name".formatted(url, SCHEME));
      url = fallback;
    }
    return new DatabaseConfig(
        url,
        config.string("database.user", "hindcast"),
        config.secret("database.password"),
        config.integer("database.pool-size", 8, 1, 200));
  }
}
