package io.hindcast.benchmarks.throttle;

import io.hindcast.benchmarks.bed.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Somebody else's dashboard: one query at a steady rate, whether or not earlier ones have been
 * answered, so that a slow answer does not hide how long the next ones would have waited.
 */
final class Dashboard implements AutoCloseable {
  private static final String QUERY =
      "SELECT region, sum(amount) FROM bench.dashboard GROUP BY region ORDER BY region"
          + " SETTINGS max_threads = 1, use_query_cache = 0";

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
  private final Engine engine;
  private final ScheduledFuture<?> asking;

  private Dashboard(Engine engine, Duration every) {
    this.engine = engine;
    this.asking =
        clock.scheduleAtFixedRate(
            () -> Thread.ofVirtual().start(this::ask), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Makes what it looks at. */
  static void load(Engine engine, int rows) {
    engine.execute(
        "CREATE TABLE bench.dashboard (region UInt8, amount Int64) ENGINE = MergeTree ORDER BY region");
    engine.execute(
        "INSERT INTO bench.dashboard SELECT number %% 50, number FROM numbers(%d)".formatted(rows));
    engine.execute("OPTIMIZE TABLE bench.dashboard FINAL");
  }

  /** Opens it; it asks until it is closed. */
  static Dashboard open(Engine engine, Duration every) {
    return new Dashboard(engine, every);
  }

  private void ask() {
    long began = System.nanoTime();
    engine.rows(QUERY);
    millis.add((System.nanoTime() - began) / 1e6);
  }

  /** What has been answered so far, in ms. */
  List<Double> answers() {
    synchronized (millis) {
      return List.copyOf(millis);
    }
  }

  @Override
  public void close() {
    asking.cancel(false);
    clock.close();
  }
}
