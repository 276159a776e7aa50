package io.hindcast.runtime.http;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.runtime.auth.Caller;
import io.hindcast.runtime.config.HttpLimits;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs routes on virtual threads, a bounded number at a time, and turns failures into answers. */
final class BlockingRoutes implements AutoCloseable {
  static final String CALLER = "hindcast.caller";

  /** What metrics count a call as whose caller left before the answer. */
  static final int CALLER_LEFT = 499;

  private static final Logger LOG = LoggerFactory.getLogger(BlockingRoutes.class);
  private static final byte[] NO_BODY = {};
  private static final Set<ErrorCode> INTERNALS =
      Set.of(ErrorCode.INTERNAL, ErrorCode.STORE_UNAVAILABLE);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Permits permits;
  private final BodyBudget budget;
  private final BodyReader bodies;
  private final BiConsumer<Route, Call> observer;

  /** What one call took, for metrics. */
  record Call(int status, long nanos) {}

  BlockingRoutes(HttpLimits limits, BiConsumer<Route, Call> observer) {
    this.permits = new Permits(limits.calls());
    this.budget = new BodyBudget(limits.bodiesInFlight());
    this.bodies = new BodyReader(budget);
    this.observer = observer;
  }

  void mount(Router router, List<Route> routes) {
    for (Route route : routes) {
      router.route(HttpMethod.valueOf(route.method()), route.path()).handler(c -> begin(c, route));
    }
    router.route().failureHandler(ctx -> send(ctx, failure(ctx)));
    router.errorHandler(
        404, ctx -> send(ctx, ApiError.http(404, "Nothing is at " + ctx.request().path())));
    router.errorHandler(
        405, ctx -> send(ctx, ApiError.http(405, "Not possible with " + ctx.request().method())));
  }

  /** For tests: what is free, and what bodies hold. */
  Permits permits() {
    return permits;
  }

  /** For tests: what bodies hold. */
  BodyBudget budget() {
    return budget;
  }

  static void send(RoutingContext ctx, ApiResponse response) {
    if (ctx.response().ended() || ctx.response().closed()) {
      return;
    }
    ctx.response().setStatusCode(response.status());
    if (!response.contentType().isEmpty()) {
      ctx.response().putHeader("Content-Type", response.contentType());
    }
    response
        .retryAfter()
        .ifPresent(
            wait -> ctx.response().putHeader("Retry-After", Long.toString(wait.toSeconds())));
    ctx.response().end(Buffer.buffer(response.body()));
  }

  /** Called on the event loop: everything that belongs to Vert.x is read and written there. */
  private void begin(RoutingContext ctx, Route route) {
    if (route.takesBody()) {
      bodies.read(ctx, (body, share) -> run(ctx, route, body, share));
    } else {
      run(ctx, route, NO_BODY, budget.share());
    }
  }

  private void run(RoutingContext ctx, Route route, byte[] body, BodyBudget.Share share) {
    if (ctx.response().closed()) { // Nobody waits any more, and nothing would say so later.
      share.close();
      return;
    }
    if (!permits.take(route.kind())) {
      share.close();
      send(ctx, permits.refusal(route.kind()));
      return;
    }
    ApiRequest request = request(ctx, body);
    RunningCall call = new RunningCall();
    if (route.kind() != Route.Kind.WRITE) {
      ctx.addEndHandler(end -> {
        if (end.failed()) {
          call.cancel();
        }
      });
    }
    Context loop = ctx.vertx().getOrCreateContext();
    executor.execute(() -> {
      ApiResponse response = workedOn(route, request, call, share);
      if (response != null) {
        loop.runOnContext(ignored -> send(ctx, response));
      }
    });
  }

  private @Nullable ApiResponse workedOn(
      Route route, ApiRequest request, RunningCall call, BodyBudget.Share share) {
    try {
      return call.run(() -> answer(route, request, call));
    } finally { // Whatever happens: a lost permit is one that nobody ever gets again.
      permits.giveBack(route.kind());
      share.close();
    }
  }

  private ApiResponse answer(Route route, ApiRequest request, RunningCall call) {
    long start = System.nanoTime();
    ApiResponse response = answerSafely(route, request, call);
    int status = call.cancelled() ? CALLER_LEFT : response.status();
    observer.accept(route, new Call(status, System.nanoTime() - start));
    return response;
  }

  private static ApiResponse answerSafely(Route route, ApiRequest request, RunningCall call) {
    try {
      return route.handler().handle(request);
    } catch (HindcastException e) {
      if (INTERNALS.contains(e.code()) && !call.cancelled()) {
        return hidden(route, e);
      }
      LOG.debug("{} {} answered {}", route.method(), route.path(), e.code(), e);
      return ApiError.response(e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // A handler's defect must not leave the caller without answer.
      if (call.cancelled()) {
        LOG.debug("{} {} was interrupted: its caller left", route.method(), route.path(), e);
        return ApiError.http(500, "The caller left");
      }
      return hidden(route, new HindcastException(ErrorCode.INTERNAL, "A defect", e));
    }
  }

  /**
   * Statements, tables and classes of Hindcast's own are for its log; callers get where to look.
   */
  private static ApiResponse hidden(Route route, HindcastException e) {
    UUID id = UUID.randomUUID();
    LOG.error("{} {} failed: error {}", route.method(), route.path(), id, e);
    String what =
        e.code() == ErrorCode.STORE_UNAVAILABLE
            ? "The planner's database does not answer: try again"
            : "Hindcast failed, which is a defect of its own";
    return ApiError.response(e.code(), "%s. Its log says more at 'error %s'".formatted(what, id));
  }

  private static ApiRequest request(RoutingContext ctx, byte[] body) {
    Caller caller = ctx.get(CALLER);
    return new ApiRequest(
        caller == null ? Caller.UNNAMED : caller,
        ctx.pathParams(),
        firstValues(ctx.queryParams()),
        body);
  }

  private static Map<String, String> firstValues(MultiMap parameters) {
    Map<String, String> values = new HashMap<>();
    parameters.forEach(entry -> values.putIfAbsent(entry.getKey(), entry.getValue()));
    return values;
  }

  private static ApiResponse failure(RoutingContext ctx) {
    int status = ctx.statusCode() >= 400 ? ctx.statusCode() : 500;
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
