package io.hindcast.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How many messages a service has put aside since it started: {@code hindcast.dead.letters}, which
 * Prometheus sees as {@code hindcast_dead_letters_total}, by topic of the message and code of the
 * reason.
 */
public final class DeadLetterCounter {
  private final MeterRegistry registry;

  /** Counts in the service's registry. */
  public DeadLetterCounter(MeterRegistry registry) {
    this.registry = registry;
  }

  /** One more. */
  public void count(String topic, String code) {
    Counter.builder("hindcast.dead.letters")
        .description("Messages put aside as dead letters")
        .tag("topic", topic)
        .tag("code", code)
        .register(registry)
        .increment();
  }
}
