package io.hindcast.demo.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that is done again and again beside the backfill until it is stopped. */
abstract class Load implements AutoCloseable {
  private final Duration pause;
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  Load(Duration pause) {
    this.pause = pause;
  }

  /** Does it once. */
  abstract void once();

  /** Begins with so many threads. */
  final void start(String name, int count) {
    synchronized (threads) {
      for (int i = 0; i < count; i++) {
        threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(this::run));
      }
    }
  }

  private void run() {
    try {
      do {
        attempt();
      } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() {
    try {
      once();
    } catch (ClickHouse.StatementFailed e) {
      synchronized (failures) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Does it once more than its pace asks for; returns at once. */
  final void onceMore() {
    synchronized (threads) {
      threads.add(Thread.ofPlatform().daemon().name("once-more").start(this::attempt));
    }
  }

  /** Asks it to stop; returns at once. */
  final void stop() {
    stopped.countDown();
  }

  /** What failed. */
  final List<String> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }

  private List<Thread> started() {
    synchronized (threads) {
      return List.copyOf(threads);
    }
  }

  /** Stops it and returns when what was under way is done. */
  @Override
  public final void close() {
    stop();
    try {
      for (Thread thread : started()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
