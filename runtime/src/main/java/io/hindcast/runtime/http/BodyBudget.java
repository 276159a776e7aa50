package io.hindcast.runtime.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies are held at a time, all callers together. */
final class BodyBudget {
  private final long max;
  private final AtomicLong held = new AtomicLong();

  BodyBudget(long max) {
    this.max = max;
  }

  /** A share for one body, which begins with nothing. Closing it gives back what it has. */
  Share share() {
    return new Share();
  }

  long held() {
    return held.get();
  }

  boolean exhausted() {
    return held.get() >= max;
  }

  private boolean take(long bytes) {
    if (held.addAndGet(bytes) <= max) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** What one body holds. Closed once by whoever is first: the call's end, or its abortion. */
  final class Share implements AutoCloseable {
    private long bytes;
    private boolean closed;

    /** False when the budget is used up, or when the share was given back already. */
    synchronized boolean grow(long more) {
      if (closed || !take(more)) {
        return false;
      }
      bytes += more;
      return true;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        held.addAndGet(-bytes);
      }
    }
  }
}
