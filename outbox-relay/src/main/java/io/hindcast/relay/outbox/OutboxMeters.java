package io.hindcast.relay.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** {@code hindcast.outbox.*}. */
final class OutboxMeters {
  private final Counter published;
  private final Counter restarts;
  private final AtomicLong lagBytes = new AtomicLong();

  OutboxMeters(MeterRegistry registry) {
    published =
        Counter.builder("hindcast.outbox.published")
            .description("Messages that the brokers acknowledged, repetitions included")
            .register(registry);
    restarts =
        Counter.builder("hindcast.outbox.restarts")
            .description("How often reading broke off and was begun anew")
            .register(registry);
    Gauge.builder("hindcast.outbox.lag", lagBytes, AtomicLong::doubleValue)
        .baseUnit("bytes")
        .description("Log that the slot holds back; grows while nothing reads")
        .register(registry);
  }

  void published(int messages) {
    published.increment(messages);
  }

  void restarted() {
    restarts.increment();
  }

  void lag(long bytes) {
    lagBytes.set(bytes);
  }
}
