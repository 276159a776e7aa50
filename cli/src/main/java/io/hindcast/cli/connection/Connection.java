package io.hindcast.cli.connection;

import java.net.URI;

/**
 * A planner and the token that it wants.
 *
 * @param base scheme, host and port, without a slash at the end
 * @param token a secret; never printed
 */
public record Connection(URI base, String token) {
  /** Cuts a slash at the end. */
  public Connection {
    String text = base.toString();
    base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
  }

  @Override
  public String toString() {
    return "Connection[" + base + "]";
  }
}
