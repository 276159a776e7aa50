package io.hindcast.runtime.config;

/**
 * Where a service's health and metrics are: {@code management.*}.
 *
 * @param host {@code management.host}; loopback unless set
 * @param port {@code management.port}; 0 takes a free one
 */
public record ManagementConfig(String host, int port) {

  /** Reads {@code management.*}. */
  public static ManagementConfig from(Configuration config) {
    return new ManagementConfig(
        config.string("management.host", "127.0.0.1"),
        config.integer("management.port", 9464, 0, 65_535));
  }
}
