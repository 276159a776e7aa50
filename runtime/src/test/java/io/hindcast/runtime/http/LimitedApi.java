package io.hindcast.runtime.http;

import io.hindcast.runtime.config.HttpConfig;
import io.hindcast.runtime.config.HttpLimits;
import io.hindcast.runtime.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server with small limits, whose slow calls go on until a test lets them. */
final class LimitedApi implements AutoCloseable {
  static final String HOST = "Host: planner";
  static final String TOKEN = "Authorization: Bearer t0ken";
  static final Duration LONG = Duration.ofMinutes(2);
  static final HttpLimits.Timeouts PATIENT = new HttpLimits.Timeouts(LONG, LONG, LONG, LONG);
  static final HttpLimits.Connections MANY = new HttpLimits.Connections(1_000, 1_000);
  static final HttpLimits.Calls FEW = new HttpLimits.Calls(2, 2, 1);

  final AtomicInteger begun = new AtomicInteger();
  final CountDownLatch go = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final HttpApi api;

  private final EventLoops loops = EventLoops.start();

  LimitedApi(HttpLimits limits) {
    api =
        HttpApi.start(
            loops,
            new HttpConfig("127.0.0.1", 0, new Secret("t0ken"), limits),
            meters,
            List.of(
                Route.get("/v1/now", request -> ApiResponse.ok(List.of("now"))),
                Route.get(
                    "/v1/much", request -> ApiResponse.text("text/plain", "x".repeat(1 << 25))),
                Route.get("/v1/slow", request -> slow()),
                Route.get("/v1/defect", request -> defect()),
                Route.post("/v1/echo", request -> ApiResponse.ok(request.text())),
                Route.post("/v1/slow", request -> slow()),
                Route.plan("/v1/plans", request -> slow())));
  }

  RawCaller call() throws IOException {
    return new RawCaller(api.port());
  }

  /** A call with the token, and without a body. */
  RawCaller call(String methodAndPath) throws IOException {
    return call().say(methodAndPath + " HTTP/1.1", HOST, TOKEN, "", "");
  }

  /** The answer to such a call, as text. */
  String answer(String methodAndPath) throws IOException {
    try (RawCaller caller = call()) {
      caller.say(methodAndPath + " HTTP/1.1", HOST, "Connection: close", TOKEN, "", "");
      return caller.untilClosed();
    }
  }

  long held() {
    return api.blocking().budget().held();
  }

  int free(Route.Kind kind) {
    return api.blocking().permits().free(kind);
  }

  private ApiResponse slow() {
    begun.incrementAndGet();
    try {
      go.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw new IllegalStateException("The caller left", e);
    }
    return ApiResponse.ok(List.of("late"));
  }

  private static ApiResponse defect() {
    throw new IllegalStateException("A defect");
  }

  @Override
  public void close() {
    go.countDown();
    api.close();
    loops.close();
  }
}
