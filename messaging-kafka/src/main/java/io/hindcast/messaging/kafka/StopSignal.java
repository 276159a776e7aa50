package io.hindcast.messaging.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the threads of a subscription to end, and until when. Thread-safe. */
final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);
  private volatile @Nullable Long deadlineNanos;

  /** Gives the signal; the first one decides about the time. */
  synchronized void give(Duration drain) {
    if (deadlineNanos == null) {
      deadlineNanos = System.nanoTime() + drain.toNanos();
    }
    given.countDown();
  }

  boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Time left for finishing; the fallback while the signal has not been given. */
  Duration leftOr(Duration fallback) {
    Long deadline = deadlineNanos;
    if (deadline == null) {
      return fallback;
    }
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** Pauses; returns early, and true, when the signal is given. */
  boolean await(Duration pause) throws InterruptedException {
    return given.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }
}
