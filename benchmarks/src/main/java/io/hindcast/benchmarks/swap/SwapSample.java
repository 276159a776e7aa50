package io.hindcast.benchmarks.swap;

import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRolledBack;

/** One measured swap. */
record SwapSample(
    double mergesStoppedMs, double exchangeMs, double carriedRows, double seconds, double extraMb) {
  private static final double MICROS_PER_MS = 1000;

  static SwapSample of(SwapEvent event, double seconds, double extraMb) {
    return switch (event.getOutcome()) {
      case SwapCompleted done ->
          new SwapSample(
              done.getMergesStoppedMs(),
              done.getExchangeMicros() / MICROS_PER_MS,
              done.getCarriedRows(),
              seconds,
              extraMb);
      case SwapRolledBack done ->
          new SwapSample(
              done.getMergesStoppedMs(),
              done.getExchangeMicros() / MICROS_PER_MS,
              done.getCarriedRows(),
              seconds,
              extraMb);
      case SwapRefused refused -> throw new IllegalStateException(refused.getMessage());
      default -> throw new IllegalStateException("Unknown outcome " + event);
    };
  }
}
