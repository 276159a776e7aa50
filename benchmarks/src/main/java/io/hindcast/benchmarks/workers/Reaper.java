package io.hindcast.benchmarks.workers;

import io.hindcast.benchmarks.bed.BenchBed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Kills workers by SIGKILL, one after the other, and starts each again. */
final class Reaper implements AutoCloseable {
  private final BenchBed bed;
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletableFuture<Integer> deaths;

  private Reaper(BenchBed bed, Duration every) {
    this.bed = bed;
    this.deaths =
        every.isPositive()
            ? CompletableFuture.supplyAsync(() -> killOn(every), thread)
            : CompletableFuture.completedFuture(0);
  }

  /**
   * Kills one at every interval until it is stopped, or later, when the last one runs again; none
   * when the interval is zero.
   */
  static Reaper start(BenchBed bed, Duration every) {
    return new Reaper(bed, every);
  }

  private int killOn(Duration every) {
    int killed = 0;
    long next = System.nanoTime() + every.toNanos();
    try {
      while (!over.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        bed.killWorker(killed);
        killed++;
        next += every.toNanos();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return killed;
  }

  /** No more of them die; returns how many did when all run again. */
  int stop() {
    over.countDown();
    return deaths.join();
  }

  /** Returns when nothing is killed or started any more. */
  @Override
  public void close() {
    over.countDown();
    thread.close();
  }
}
