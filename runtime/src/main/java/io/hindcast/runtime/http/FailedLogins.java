package io.hindcast.runtime.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts calls without the right token by where they come from. Tells of them in at most one line
 * for each origin and {@link #LINE_EVERY}, and says which origin fails too often.
 */
final class FailedLogins {
  static final Duration LINE_EVERY = Duration.ofSeconds(10);
  static final int FREE_FAILURES = 10;

  private static final long LINE_NANOS = LINE_EVERY.toNanos();
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  /** Somebody with many addresses must not fill the memory; those heard of longest ago go first. */
  private static final int ORIGINS_MAX = 10_000;

  private final LongSupplier nanos;
  private final Consumer<String> line;
  private final Map<Origin, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Failures> eldest) {
          return size() > ORIGINS_MAX;
        }
      };

  /**
   * @param nanos a clock that never goes back
   * @param line where a line goes
   */
  FailedLogins(LongSupplier nanos, Consumer<String> line) {
    this.nanos = nanos;
    this.line = line;
  }

  private static final class Failures {
    private long windowBegan;
    private int inWindow;
    private long lineWritten;
    private int unwritten;
  }

  /** One more; true when this origin has failed so often lately that it has to wait. */
  synchronized boolean add(Origin origin) {
    long now = nanos.getAsLong();
    Failures own = failures.get(origin);
    if (own == null) {
      own = new Failures();
      own.windowBegan = now;
      own.lineWritten = now - LINE_NANOS;
      failures.put(origin, own);
    }
    if (now - own.windowBegan >= WINDOW_NANOS) {
      own.windowBegan = now;
      own.inWindow = 0;
    }
    own.inWindow++;
    own.unwritten++;
    write(origin, own, now);
    return own.inWindow > FREE_FAILURES;
  }

  /** Tells of what no line has told of yet, and forgets who has been quiet. */
  synchronized void report() {
    long now = nanos.getAsLong();
    failures.forEach((origin, own) -> write(origin, own, now));
    failures.values().removeIf(own -> own.unwritten == 0 && now - own.windowBegan >= WINDOW_NANOS);
  }

  private void write(Origin origin, Failures own, long now) {
    if (own.unwritten > 0 && now - own.lineWritten >= LINE_NANOS) {
      line.accept(
          "%d calls from %s without the right token".formatted(own.unwritten, origin.name()));
      own.lineWritten = now;
      own.unwritten = 0;
    }
  }
}
