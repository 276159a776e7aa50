package io.hindcast.runtime.http;

import io.hindcast.runtime.auth.BearerAuth;
import io.hindcast.runtime.config.HttpConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A service's API. Every route needs the bearer token, except {@code GET /health}; bodies have at
 * most 2 MiB and are read only of callers with the token; failures answer {@code {"code": …,
 * "message": …}}.
 */
public final class HttpApi implements AutoCloseable {
  private static final String HEALTH = "/health";
  private static final ApiResponse UP = ApiResponse.ok(Map.of("status", "UP"));
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private final Authentication authentication;
  private final BlockingRoutes blocking;
  private final Listener listener;

  private HttpApi(Authentication authentication, BlockingRoutes blocking, Listener listener) {
    this.authentication = authentication;
    this.blocking = blocking;
    this.listener = listener;
  }

  /** Listens and answers. The caller keeps the loops and closes them after this. */
  public static HttpApi start(
      EventLoops loops, HttpConfig config, MeterRegistry meters, List<Route> routes) {
    Authentication authentication =
        new Authentication(new BearerAuth(config.token()), loops.vertx(), meters);
    Router router = Router.router(loops.vertx());
    router.route().handler(HttpApi::addSecurityHeaders);
    router.route().handler(HttpApi::health);
    router.route().handler(authentication);
    router.get(HEALTH).handler(ctx -> BlockingRoutes.send(ctx, UP)); // Others get a 405.
    BlockingRoutes blocking =
        new BlockingRoutes(config.limits(), (route, call) -> record(meters, route, call));
    blocking.mount(router, routes);
    Listener listener = Listener.open(loops, config.host(), config.port(), router, config.limits());
    return new HttpApi(authentication, blocking, listener);
  }

  /** The port that it listens on. */
  public int port() {
    return listener.port();
  }

  /** For tests: what is at work. */
  BlockingRoutes blocking() {
    return blocking;
  }

  /** For tests: who is connected. */
  Listener listener() {
    return listener;
  }

  private static void addSecurityHeaders(RoutingContext ctx) {
    SECURITY_HEADERS.forEach(ctx.response()::putHeader);
    ctx.next();
  }

  /** In front of everything that may be used up or waited for: an overloaded planner is alive. */
  private static void health(RoutingContext ctx) {
    if (HttpMethod.GET.equals(ctx.request().method()) && HEALTH.equals(ctx.request().path())) {
      BlockingRoutes.send(ctx, UP);
    } else {
      ctx.next();
    }
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
    authentication.close();
    blocking.close();
  }
}
