package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.runtime.config.HttpLimits;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open port that a router answers on: HTTP/1 only, as many connections as the limits permit, a
 * {@link ConnectionGuard} on each. Closing lets running calls end, for 5 seconds.
 */
final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int HEADER_BYTES_MAX = 16 * 1024;
  private static final long START_SECONDS_MAX = 10;
  private static final long DRAIN_SECONDS_MAX = 5;

  private final HttpServer server;
  private final ConnectionLimit connections;

  private Listener(HttpServer server, ConnectionLimit connections) {
    this.server = server;
    this.connections = connections;
  }

  static Listener open(EventLoops loops, String host, int port, Router router, HttpLimits limits) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(HEADER_BYTES_MAX)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeout(0)
            .setTcpKeepAlive(true)
            .setCompressionSupported(true);
    ConnectionLimit connections = new ConnectionLimit(limits.connections());
    HttpServer server =
        loops
            .vertx()
            .createHttpServer(options)
            .connectionHandler(connection -> watch(connection, connections, limits.timeouts()))
            .invalidRequestHandler(Listener::refuse)
            .exceptionHandler(cause -> LOG.debug("A connection failed", cause))
            .requestHandler(router);
    try {
      return new Listener(
          Futures.await(
              "Listening", server.listen(port, host), START_SECONDS_MAX, TimeUnit.SECONDS),
          connections);
    } catch (HindcastException e) {
      throw new HindcastException(
          ErrorCode.INTERNAL,
          "Cannot listen on %s:%d: %s; choose another port or stop what uses it"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  private static void watch(
      HttpConnection connection, ConnectionLimit connections, HttpLimits.Timeouts timeouts) {
    connection.exceptionHandler(cause -> LOG.debug("A connection failed", cause));
    Channel channel = ((ConnectionBase) connection).channel();
    Origin origin = Origin.of(connection.remoteAddress());
    if (!connections.open(origin)) {
      LOG.debug("One connection too many from {}", origin.name());
      ConnectionGuard.refuse(channel.pipeline(), "503 Service Unavailable", "Retry-After: 1\r\n");
      return;
    }
    channel.closeFuture().addListener(closed -> connections.close(origin));
    ConnectionGuard.watch(channel.pipeline(), "handler", timeouts);
  }

  /** Nothing that follows on such a connection can be trusted: it is closed. */
  private static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status =
        switch (cause) {
          case TooLongHttpLineException line -> 414;
          case TooLongHttpHeaderException header -> 431;
          default -> 400;
        };
    LOG.debug("A request from {} is malformed", request.remoteAddress(), cause);
    ApiResponse response = ApiError.http(status, "The request is malformed: " + cause.getMessage());
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Connection", "close")
        .end(Buffer.buffer(response.body()));
    request.connection().close();
  }

  int port() {
    return server.actualPort();
  }

  /** How many connections are open. */
  int connections() {
    return connections.total();
  }

  @Override
  public void close() {
    Futures.await(
        "Closing the listener on port " + port(),
        server.shutdown(DRAIN_SECONDS_MAX, TimeUnit.SECONDS),
        DRAIN_SECONDS_MAX + 5,
        TimeUnit.SECONDS);
  }
}
