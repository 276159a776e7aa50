package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.runtime.auth.BearerAuth;
import io.hindcast.runtime.auth.Caller;
import io.hindcast.runtime.config.HttpConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A service's API. Every route needs the bearer token, except {@code GET /health}; bodies have at
 * most 2 MiB; failures answer {@code {"code": …, "message": …}}.
 */
public final class HttpApi implements AutoCloseable {
  static final long BODY_BYTES_MAX = 2L * 1024 * 1024;

  private static final String HEALTH = "/health";
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private final BlockingRoutes blocking;
  private final Listener listener;

  private HttpApi(BlockingRoutes blocking, Listener listener) {
    this.blocking = blocking;
    this.listener = listener;
  }

  /** Listens and answers. The caller keeps the loops and closes them after this. */
  public static HttpApi start(
      EventLoops loops, HttpConfig config, MeterRegistry meters, List<Route> routes) {
    BearerAuth auth = new BearerAuth(config.token());
    Router router = Router.router(loops.vertx());
    router.route().handler(HttpApi::addSecurityHeaders);
    router.route().handler(ctx -> authenticate(ctx, auth));
    router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
    BlockingRoutes blocking = new BlockingRoutes((route, call) -> record(meters, route, call));
    blocking.mount(router, List.of(Route.get(HEALTH, r -> ApiResponse.ok(Map.of("status", "UP")))));
    blocking.mount(router, routes);
    return new HttpApi(blocking, Listener.open(loops, config.host(), config.port(), router));
  }

  /** The port that it listens on. */
  public int port() {
    return listener.port();
  }

  private static void addSecurityHeaders(RoutingContext ctx) {
    SECURITY_HEADERS.forEach(ctx.response()::putHeader);
    ctx.next();
  }

  private static void authenticate(RoutingContext ctx, BearerAuth auth) {
    if (HEALTH.equals(ctx.request().path())) {
      ctx.next();
      return;
    }
    Optional<Caller> caller =
        auth.authenticate(
            ctx.request().getHeader("Authorization"), ctx.request().getHeader("X-Hindcast-User"));
    if (caller.isEmpty()) {
      ctx.response().putHeader("WWW-Authenticate", "Bearer");
      BlockingRoutes.send(
          ctx,
          ApiError.response(
              ErrorCode.UNAUTHORIZED,
              "The bearer token is missing or wrong: send 'Authorization: Bearer <http.token>'"));
      return;
    }
    ctx.put(BlockingRoutes.CALLER, caller.get());
    ctx.next();
  }

  private static void record(MeterRegistry meters, Route route, BlockingRoutes.Call call) {
    Timer.builder("hindcast.http.calls")
        .description("Calls of the API")
        .tag("method", route.method())
        .tag("route", route.path())
        .tag("status", Integer.toString(call.status()))
        .register(meters)
        .record(call.nanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    listener.close();
    blocking.close();
  }
}
