package io.hindcast.relay.swap;

import io.hindcast.core.swap.SwapFigures;
import io.hindcast.core.swap.SwapState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** {@code hindcast.swap.*}. */
final class SwapMeters {
  private final Counter completed;
  private final Counter refused;
  private final Counter carriedRows;
  private final Timer mergesStopped;
  private final Timer exchange;

  SwapMeters(MeterRegistry registry) {
    completed = counter(registry, "hindcast.swap.completed", "Swaps that were published");
    refused = counter(registry, "hindcast.swap.refused", "Swaps that changed nothing");
    carriedRows = counter(registry, "hindcast.swap.carried", "Rows written during swaps, carried");
    mergesStopped = registry.timer("hindcast.swap.merges.stopped");
    exchange = registry.timer("hindcast.swap.exchange");
  }

  void ended(SwapState.Terminal outcome) {
    SwapFigures figures = outcome.context().figures();
    mergesStopped.record(figures.mergesStopped());
    switch (outcome) {
      case SwapState.Completed ignored -> {
        completed.increment();
        carriedRows.increment((double) outcome.context().carriedRows());
        exchange.record(Duration.ofNanos(figures.exchangeMicros() * 1_000));
      }
      case SwapState.Refused ignored -> refused.increment();
    }
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
