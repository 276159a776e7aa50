package io.hindcast.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service has started. Closing stops it in reverse order, each part once, whatever the
 * others do. Thread-safe.
 */
public final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private final Deque<Part> parts = new ArrayDeque<>();
  private final FatalErrors fatalErrors;
  private boolean closed;

  Lifecycle(FatalErrors fatalErrors) {
    this.fatalErrors = fatalErrors;
  }

  /**
   * Takes over a part that has been started, and answers it. When the service is stopping already,
   * the part is stopped at once.
   */
  public <T extends AutoCloseable> T add(String name, T component) {
    synchronized (parts) {
      if (!closed) {
        parts.push(new Part(name, component));
        return component;
      }
    }
    stop(new Part(name, component));
    throw new IllegalStateException("%s was started while the service stops".formatted(name));
  }

  /** Ends the whole service with an exit code ≠ 0, because without this part it would limp. */
  public void fatal(String what, Throwable cause) {
    fatalErrors.fatal(what, cause);
  }

  @Override
  public void close() {
    synchronized (parts) {
      closed = true;
    }
    for (Part part = next(); part != null; part = next()) {
      stop(part);
    }
  }

  private @Nullable Part next() {
    synchronized (parts) {
      return parts.poll();
    }
  }

  private static void stop(Part part) {
    try {
      part.component().close();
      LOG.debug("Stopped {}", part.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("Interrupted while stopping {}; goes on with the next", part.name());
    } catch (Exception e) { // Whatever one part throws, the others must be stopped too.
      LOG.warn("Stopping {} failed; goes on with the next", part.name(), e);
    }
  }

  private record Part(String name, AutoCloseable component) {}
}
