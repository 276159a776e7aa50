package io.hindcast.control.database;

/**
 * How to reach the database.
 *
 * @param jdbcUrl without credentials
 * @param user who connects
 * @param password in clear text; never shown
 * @param poolSize most connections at a time
 * @param schema where unqualified table names are looked up: the service's own
 */
public record DatabaseSettings(
    String jdbcUrl, String user, String password, int poolSize, String schema) {

  /** Without the password. */
  @Override
  public String toString() {
    return "DatabaseSettings[%s, %s, poolSize=%d, schema=%s]"
        .formatted(jdbcUrl, user, poolSize, schema);
  }
}
