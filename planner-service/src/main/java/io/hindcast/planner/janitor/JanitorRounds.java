package io.hindcast.planner.janitor;

import io.hindcast.core.error.HindcastException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the janitor run now and then. */
public final class JanitorRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JanitorRounds.class);

  private final Janitor janitor;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("janitor").factory());
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Wired by the planner's main. */
  public JanitorRounds(Janitor janitor) {
    this.janitor = janitor;
  }

  /** Begins to run, now and at every interval. */
  public void start(Duration interval) {
    thread.execute(() -> goOn(interval));
  }

  private void goOn(Duration interval) {
    try {
      do {
        round();
      } while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      janitor.run();
    } catch (HindcastException e) {
      LOG.warn("The janitor cannot go on for now ({}): {}", e.code(), e.getMessage());
    } catch (RuntimeException e) { // Otherwise nothing would be tidied any more.
      LOG.error("The janitor met a defect and tries again at its next round", e);
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
