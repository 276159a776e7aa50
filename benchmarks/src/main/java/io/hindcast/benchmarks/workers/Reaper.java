package io.hindcast.benchmarks.workers;

import io.hindcast.benchmarks.bed.BenchBed;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Kills workers by SIGKILL, one after the other, and starts each again. */
final class Reaper implements AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger deaths = new AtomicInteger();
  private final BenchBed bed;
  private @Nullable ScheduledFuture<?> killing;

  private Reaper(BenchBed bed) {
    this.bed = bed;
  }

  /** Kills one at every interval until it is closed; none when the interval is zero. */
  static Reaper start(BenchBed bed, Duration every) {
    Reaper reaper = new Reaper(bed);
    if (every.isPositive()) {
      reaper.killing =
          reaper.clock.scheduleWithFixedDelay(
              reaper::kill, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }
    return reaper;
  }

  private void kill() {
    bed.killWorker(deaths.getAndIncrement());
  }

  int deaths() {
    return deaths.get();
  }

  @Override
  public void close() {
    if (killing != null) {
      killing.cancel(false);
    }
    clock.close();
  }
}
