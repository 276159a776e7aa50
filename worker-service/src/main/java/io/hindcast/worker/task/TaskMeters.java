package io.hindcast.worker.task;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a worker gets on: {@code hindcast.worker.tasks} (count and seconds by outcome), {@code
 * hindcast.worker.slots} and {@code hindcast.worker.slots.busy}.
 */
public final class TaskMeters {
  private final MeterRegistry registry;
  private final AtomicInteger busy = new AtomicInteger();

  /** Registers the meters of a worker with so many slots. */
  public TaskMeters(MeterRegistry registry, int slots) {
    this.registry = registry;
    Gauge.builder("hindcast.worker.slots", () -> slots).register(registry);
    Gauge.builder("hindcast.worker.slots.busy", busy::get).register(registry);
  }

  void begun() {
    busy.incrementAndGet();
  }

  void ended(String outcome, Duration elapsed) {
    busy.decrementAndGet();
    Timer.builder("hindcast.worker.tasks")
        .tag("outcome", outcome)
        .register(registry)
        .record(elapsed);
  }
}
