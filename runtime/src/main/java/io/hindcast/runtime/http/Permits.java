package io.hindcast.runtime.http;

import io.hindcast.runtime.config.HttpLimits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** How many calls of each kind are at work. A permit is given back when the work has ended. */
final class Permits {
  private static final Duration PLAN_WAIT = Duration.ofSeconds(5);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Map<Route.Kind, Semaphore> free = new EnumMap<>(Route.Kind.class);
  private final HttpLimits.Calls calls;

  Permits(HttpLimits.Calls calls) {
    this.calls = calls;
    for (Route.Kind kind : Route.Kind.values()) {
      free.put(kind, new Semaphore(max(kind)));
    }
  }

  /** False when all are taken. */
  boolean take(Route.Kind kind) {
    return of(kind).tryAcquire();
  }

  void giveBack(Route.Kind kind) {
    of(kind).release();
  }

  /** What a caller hears that got none. */
  ApiResponse refusal(Route.Kind kind) {
    return switch (kind) {
      case PLAN ->
          ApiError.http(429, "%d plans are being made already: try later".formatted(calls.plans()))
              .retryAfter(PLAN_WAIT);
      case READ, WRITE ->
          ApiError.http(503, "More than %d such calls at a time: try later".formatted(max(kind)))
              .retryAfter(WAIT);
    };
  }

  /** For tests: how many are free. */
  int free(Route.Kind kind) {
    return of(kind).availablePermits();
  }

  private Semaphore of(Route.Kind kind) {
    return free.computeIfAbsent(kind, missing -> new Semaphore(0));
  }

  private int max(Route.Kind kind) {
    return switch (kind) {
      case READ -> calls.reads();
      case WRITE -> calls.writes();
      case PLAN -> calls.plans();
    };
  }
}
