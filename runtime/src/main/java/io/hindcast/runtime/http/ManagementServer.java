package io.hindcast.runtime.http;

import io.hindcast.runtime.config.HttpLimits;
import io.hindcast.runtime.config.ManagementConfig;
import io.hindcast.runtime.health.HealthChecks;
import io.hindcast.runtime.health.HealthReport;
import io.hindcast.runtime.metrics.ServiceMetrics;
import io.vertx.ext.web.Router;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Health and metrics of a service: {@code /health/live}, {@code /health/ready} (200 or 503, with
 * each check's answer) and {@code /metrics} for Prometheus. No authentication: keep it off public
 * networks.
 */
public final class ManagementServer implements AutoCloseable {
  private final BlockingRoutes blocking;
  private final Listener listener;

  private ManagementServer(BlockingRoutes blocking, Listener listener) {
    this.blocking = blocking;
    this.listener = listener;
  }

  /** Listens and answers. The caller keeps the loops and closes them after this. */
  public static ManagementServer start(
      EventLoops loops, ManagementConfig config, HealthChecks health, ServiceMetrics metrics) {
    Router router = Router.router(loops.vertx());
    BlockingRoutes blocking = new BlockingRoutes(HttpLimits.DEFAULT, (route, call) -> {});
    blocking.mount(
        router,
        List.of(
            Route.get("/health/live", request -> response(health.liveness())),
            Route.get("/health/ready", request -> response(health.readiness())),
            Route.get("/metrics", request -> scrape(metrics))));
    return new ManagementServer(
        blocking, Listener.open(loops, config.host(), config.port(), router, HttpLimits.DEFAULT));
  }

  /** The port that it listens on. */
  public int port() {
    return listener.port();
  }

  private static ApiResponse scrape(ServiceMetrics metrics) {
    return ApiResponse.text("text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
  }

  private static ApiResponse response(HealthReport report) {
    Map<String, String> checks = new LinkedHashMap<>();
    report.checks().forEach(check -> checks.put(check.name(), check.problem().orElse("OK")));
    return ApiResponse.json(
        report.healthy() ? 200 : 503,
        Map.of("status", report.healthy() ? "UP" : "DOWN", "checks", checks));
  }

  @Override
  public void close() {
    listener.close();
    blocking.close();
  }
}
