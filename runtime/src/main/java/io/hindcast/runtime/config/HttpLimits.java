package io.hindcast.runtime.config;

import java.time.Duration;

/**
 * What callers of an HTTP server may take up, so that no caller takes it away from others.
 *
 * @param bodiesInFlight bytes of bodies that are held at a time, all callers together
 */
public record HttpLimits(
    Connections connections, Timeouts timeouts, Calls calls, long bodiesInFlight) {

  /** Limits unless configured; also those of the management port. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          new Connections(1_000, 200),
          new Timeouts(
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofMinutes(2),
              Duration.ofMinutes(2)),
          new Calls(192, 64, 16),
          64L * 1024 * 1024);

  private static final int CONNECTIONS_MAX = 1_000_000;
  private static final int CALLS_MAX = 100_000;
  private static final long MEBIBYTE = 1024L * 1024;

  /**
   * Open connections; a further one is closed.
   *
   * @param total of all callers
   * @param perAddress of one IPv4 address, or of one IPv6 network of 64 bits
   */
  public record Connections(int total, int perAddress) {}

  /**
   * How long one thing may take. The work on a call has no end here: what it asks for has.
   *
   * @param header from a request's first byte to the end of its header; also from the opening of a
   *     connection to the end of the first header
   * @param body from the end of the header to the end of the body
   * @param answer from the first byte of an answer until the caller has taken all of it
   * @param idle from the end of an answer to the first byte of the next request
   */
  public record Timeouts(Duration header, Duration body, Duration answer, Duration idle) {}

  /**
   * Calls at work at a time; a further one is refused.
   *
   * @param reads that only look
   * @param writes that create or act
   * @param plans dry runs, which keep the warehouse busy
   */
  public record Calls(int reads, int writes, int plans) {}

  /** Reads {@code http.connections} and the like. */
  static HttpLimits from(Configuration config) {
    return new HttpLimits(
        new Connections(
            config.integer("http.connections", DEFAULT.connections.total, 1, CONNECTIONS_MAX),
            config.integer(
                "http.connections-per-address",
                DEFAULT.connections.perAddress,
                1,
                CONNECTIONS_MAX)),
        new Timeouts(
            config.duration("http.header-timeout", DEFAULT.timeouts.header),
            config.duration("http.body-timeout", DEFAULT.timeouts.body),
            config.duration("http.answer-timeout", DEFAULT.timeouts.answer),
            config.duration("http.idle-timeout", DEFAULT.timeouts.idle)),
        new Calls(
            config.integer("http.reads", DEFAULT.calls.reads, 1, CALLS_MAX),
            config.integer("http.writes", DEFAULT.calls.writes, 1, CALLS_MAX),
            config.integer("http.plans", DEFAULT.calls.plans, 1, CALLS_MAX)),
        MEBIBYTE
            * config.integer(
                "http.bodies-mebibytes", (int) (DEFAULT.bodiesInFlight / MEBIBYTE), 2, 1_048_576));
  }
}
