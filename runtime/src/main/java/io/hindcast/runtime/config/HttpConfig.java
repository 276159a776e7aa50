package io.hindcast.runtime.config;

/**
 * Where a service's API listens: {@code http.*}.
 *
 * @param host {@code http.host}; loopback unless set
 * @param port {@code http.port}; 0 takes a free one
 * @param token {@code http.token} or {@code http.token-file}: callers send it as bearer token
 * @param limits what callers may take up
 */
public record HttpConfig(String host, int port, Secret token, HttpLimits limits) {

  /** With the limits that hold unless configured. */
  public HttpConfig(String host, int port, Secret token) {
    this(host, port, token, HttpLimits.DEFAULT);
  }

  /** Rejects an API that anybody could call. */
  public HttpConfig {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("http.token is not set: the API needs a token");
    }
  }

  /** Reads {@code http.*}. */
  public static HttpConfig from(Configuration config) {
    Secret token = config.requiredSecret("http.token");
    return new HttpConfig(
        config.string("http.host", "127.0.0.1"),
        config.integer("http.port", 8080, 0, 65_535),
        token.isEmpty() ? new Secret("missing") : token,
        HttpLimits.from(config));
  }
}
