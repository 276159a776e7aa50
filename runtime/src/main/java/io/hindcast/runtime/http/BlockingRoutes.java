package io.hindcast.runtime.http;

import io.hindcast.core.error.HindcastException;
import io.hindcast.runtime.auth.Caller;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs routes on virtual threads, a bounded number at a time, and turns failures into answers. */
final class BlockingRoutes implements AutoCloseable {
  static final String CALLER = "hindcast.caller";

  private static final Logger LOG = LoggerFactory.getLogger(BlockingRoutes.class);
  private static final int CALLS_MAX = 256;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(CALLS_MAX);
  private final BiConsumer<Route, Call> observer;

  /** What one call took, for metrics. */
  record Call(int status, long nanos) {}

  BlockingRoutes(BiConsumer<Route, Call> observer) {
    this.observer = observer;
  }

  void mount(Router router, List<Route> routes) {
    for (Route route : routes) {
      router.route(HttpMethod.valueOf(route.method()), route.path()).handler(c -> run(c, route));
    }
    router.route().failureHandler(ctx -> send(ctx, failure(ctx)));
    router.errorHandler(
        404, ctx -> send(ctx, ApiError.http(404, "Nothing is at " + ctx.request().path())));
    router.errorHandler(
        405, ctx -> send(ctx, ApiError.http(405, "Not possible with " + ctx.request().method())));
  }

  static void send(RoutingContext ctx, ApiResponse response) {
    if (ctx.response().ended() || ctx.response().closed()) {
      return;
    }
    ctx.response().setStatusCode(response.status());
    if (!response.contentType().isEmpty()) {
      ctx.response().putHeader("Content-Type", response.contentType());
    }
    ctx.response().end(Buffer.buffer(response.body()));
  }

  /** Called on the event loop: everything that belongs to Vert.x is read and written there. */
  private void run(RoutingContext ctx, Route route) {
    if (!free.tryAcquire()) {
      send(ctx, ApiError.http(503, "More than %d calls at a time: try later".formatted(CALLS_MAX)));
      return;
    }
    ApiRequest request = request(ctx);
    Context loop = ctx.vertx().getOrCreateContext();
    executor.execute(() -> {
      ApiResponse response = answer(route, request);
      free.release();
      loop.runOnContext(ignored -> send(ctx, response));
    });
  }

  private ApiResponse answer(Route route, ApiRequest request) {
    long start = System.nanoTime();
    ApiResponse response = answerSafely(route, request);
    observer.accept(route, new Call(response.status(), System.nanoTime() - start));
    return response;
  }

  private static ApiResponse answerSafely(Route route, ApiRequest request) {
    try {
      return route.handler().handle(request);
    } catch (HindcastException e) {
      LOG.debug("{} {} answered {}", route.method(), route.path(), e.code(), e);
      return ApiError.response(e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // A handler's defect must not leave the caller without answer.
      LOG.error("{} {} failed; the caller gets status 500", route.method(), route.path(), e);
      return ApiError.http(
          500, "Hindcast failed; its log says why: " + e.getClass().getSimpleName());
    }
  }

  private static ApiRequest request(RoutingContext ctx) {
    Caller caller = ctx.get(CALLER);
    Buffer body = ctx.body() == null ? null : ctx.body().buffer();
    return new ApiRequest(
        caller == null ? Caller.UNNAMED : caller,
        ctx.pathParams(),
        firstValues(ctx.queryParams()),
        body == null ? new byte[0] : body.getBytes());
  }

  private static Map<String, String> firstValues(MultiMap parameters) {
    Map<String, String> values = new HashMap<>();
    parameters.forEach(entry -> values.putIfAbsent(entry.getKey(), entry.getValue()));
    return values;
  }

  private static ApiResponse failure(RoutingContext ctx) {
    int status = ctx.statusCode() >= 400 ? ctx.statusCode() : 500;
    if (status == 413) {
      return ApiError.http(
          413, "The body is larger than %d bytes".formatted(HttpApi.BODY_BYTES_MAX));
    }
    if (status >= 500) {
      LOG.error("{} {} failed", ctx.request().method(), ctx.request().path(), ctx.failure());
    }
    return ApiError.http(
        status, status < 500 ? "The call is malformed" : "Hindcast failed; its log says why");
  }

  @Override
  public void close() {
    executor.close();
  }
}
