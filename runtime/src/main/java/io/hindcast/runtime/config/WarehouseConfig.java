package io.hindcast.runtime.config;

import java.net.URI;

/**
 * How a service reaches the warehouse: {@code warehouse.*}.
 *
 * @param url {@code warehouse.url}, the HTTP endpoint, without credentials
 * @param user {@code warehouse.user}
 * @param password {@code warehouse.password} or {@code warehouse.password-file}
 * @param workingDatabase {@code warehouse.working-database}, where shadow and staging tables live
 */
public record WarehouseConfig(URI url, String user, Secret password, String workingDatabase) {

  /** Validates. */
  public WarehouseConfig {
    if (workingDatabase.isBlank()) {
      throw new IllegalArgumentException("warehouse.working-database is empty");
    }
  }

  /** Reads {@code warehouse.*}. */
  public static WarehouseConfig from(Configuration config) {
    return new WarehouseConfig(
        config.uri("warehouse.url", URI.create("http://127.0.0.1:8123")),
        config.string("warehouse.user", "default"),
        config.secret("warehouse.password"),
        config.string("warehouse.working-database", "hindcast"));
  }
}
