package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

/** An open port that a router answers on. Closing lets running calls end, for 5 seconds. */
final class Listener implements AutoCloseable {
  private static final int HEADER_BYTES_MAX = 16 * 1024;
  private static final long START_SECONDS_MAX = 10;
  private static final long DRAIN_SECONDS_MAX = 5;

  private final HttpServer server;

  private Listener(HttpServer server) {
    this.server = server;
  }

  static Listener open(EventLoops loops, String host, int port, Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxHeaderSize(HEADER_BYTES_MAX)
            .setIdleTimeout(120)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setCompressionSupported(true);
    HttpServer server = loops.vertx().createHttpServer(options).requestHandler(router);
    try {
      return new Listener(
          Futures.await(
              "Listening", server.listen(port, host), START_SECONDS_MAX, TimeUnit.SECONDS));
    } catch (HindcastException e) {
      throw new HindcastException(
          ErrorCode.INTERNAL,
          "Cannot listen on %s:%d: %s; choose another port or stop what uses it"
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  int port() {
    return server.actualPort();
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
