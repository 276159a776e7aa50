package io.hindcast.localstack.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts servers again that died, each by itself, after pauses that grow. A server that lives but
 * does not answer is left alone: it may be waiting for another one.
 */
public final class Revival implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Revival.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable revived;

  private Revival(Runnable revived) {
    this.revived = revived;
  }

  /**
   * Watches servers until it is closed.
   *
   * @param servers by the names that messages call them; those of the user are left out
   * @param revived called after each restart, never by two threads at a time nor after the closing
   */
  public static Revival watch(Map<String, Server> servers, Runnable revived) {
    Revival revival = new Revival(revived);
    servers.forEach((name, server) -> {
      if (server.isOurs()) {
        Thread.ofVirtual().name("revive-" + name).start(() -> revival.watch(name, server));
      }
    });
    return revival;
  }

  private void watch(String name, Server server) {
    RestartPauses pauses = RestartPauses.NONE;
    long alive = System.nanoTime();
    while (!closedWithin(LOOK_EVERY)) {
      if (server.isRunning()) {
        continue;
      }
      pauses = pauses.died(Duration.ofNanos(System.nanoTime() - alive));
      LOG.warn(
          "{} has died ({} times in a row); it is started again in {} s",
          name,
          pauses.deaths(),
          pauses.pause().toSeconds());
      if (closedWithin(pauses.pause())) {
        return;
      }
      revive(name, server);
      alive = System.nanoTime();
    }
  }

  private void revive(String name, Server server) {
    try {
      server.restart();
      tell();
    } catch (RuntimeException e) {
      // Whatever the reason is, the next pause is longer, and the server's log says more.
      LOG.warn("{} cannot be started again: {}", name, e.getMessage());
    }
  }

  private synchronized void tell() {
    if (closed.getCount() > 0) {
      revived.run();
    }
  }

  private boolean closedWithin(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends the watching. A restart that is under way goes on; stopping the server waits for it. */
  @Override
  public synchronized void close() {
    closed.countDown();
  }
}
