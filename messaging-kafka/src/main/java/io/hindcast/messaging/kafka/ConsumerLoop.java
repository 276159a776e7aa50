package io.hindcast.messaging.kafka;

import io.hindcast.messaging.RetryPolicy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs a consumer until it is told to stop. A consumer that fails, which Kafka's
 * clients do on lost permissions or errors of their own, is replaced after a pause.
 */
final class ConsumerLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);

  /** What closing Kafka's client may take on top of the drain. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Runnable consumer;
  private final StopSignal stop;
  private final HealthBoard health;
  private final RetryPolicy retry;
  private final Thread thread;

  /**
   * @param consumer opens a consumer, serves until the signal is given, closes it
   */
  ConsumerLoop(
      String name, Runnable consumer, StopSignal stop, HealthBoard health, RetryPolicy retry) {
    this.name = name;
    this.consumer = consumer;
    this.stop = stop;
    this.health = health;
    this.retry = retry;
    // Kafka's consumers hold monitors while they wait, which would pin a virtual thread on JDK 21.
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits for the end of the drain and of the client. */
  void join() {
    try {
      if (!thread.join(stop.leftOr(Duration.ZERO).plus(CLOSE_PATIENCE))) {
        LOG.error("{} did not end in time; its thread is left behind.", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (int failures = 1; !stop.isGiven(); failures++) {
      try {
        consumer.run();
      } catch (RuntimeException failure) {
        // Kafka's clients fail with many types of exception; each is worth a new client.
        health.down(name, "consumer failed: " + failure.getMessage());
        LOG.warn("{} failed; a new consumer follows in {}", name, retry.pause(failures), failure);
        pause(failures);
      }
    }
  }

  private void pause(int failures) {
    try {
      stop.await(retry.pause(failures));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.give(Duration.ZERO);
    }
  }
}
