package io.hindcast.messaging;

import java.time.Duration;

/** A running consumer. Thread-safe. */
public interface Subscription extends AutoCloseable {
  /** How long {@link #close()} lets handlers finish. */
  Duration DRAIN = Duration.ofSeconds(10);

  /** Group and topic, for people. */
  String name();

  /** Whether it gets on; never blocks. */
  SubscriptionHealth health();

  /**
   * Takes no more messages and lets running handlers finish. What is not finished in time is
   * interrupted and left to be delivered again. Returns when all of it has ended, soon after the
   * given time at the latest. Closing again has no effect.
   */
  void close(Duration drain);

  /** Closes with {@link #DRAIN}. */
  @Override
  default void close() {
    close(DRAIN);
  }
}
