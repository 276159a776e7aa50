package io.hindcast.planner.course;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.error.HindcastException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives every open backfill: at once when something happened to it, and now and then in any case,
 * which is also how work goes on after a crash or an outage. One backfill is driven by one thread
 * at a time.
 */
public final class Drivers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);
  private static final int OPEN_MAX = 1000;
  private static final int STEPS_MAX = 10_000;

  private final BackfillStore store;
  private final Driver driver;
  private final ExecutorService threads;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Set<UUID> driven = new HashSet<>();
  private final Set<UUID> again = new HashSet<>();
  private final Map<UUID, String> problems = new ConcurrentHashMap<>();

  /** Wired by the planner's main. */
  public Drivers(BackfillStore store, Driver driver, ExecutorService threads) {
    this.store = store;
    this.driver = driver;
    this.threads = threads;
  }

  /** Begins to look at all open backfills, now and at every interval. */
  public void start(Duration interval) {
    threads.execute(() -> sweepOn(interval));
  }

  private void sweepOn(Duration interval) {
    try {
      do {
        sweep();
      } while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something has happened to this backfill. Returns at once; after a stop, the next process. */
  public void nudge(UUID id) {
    if (stopping.getCount() == 0) {
      return;
    }
    synchronized (driven) {
      if (!driven.add(id)) {
        again.add(id);
        if (driver.isPlanning(id)) {
          threads.execute(() -> disturb(id));
        }
        return;
      }
    }
    threads.execute(() -> driveOn(id));
  }

  /** It may have been cancelled while a plan of it is being made, which takes a while. */
  private void disturb(UUID id) {
    try {
      driver.disturb(id);
    } catch (HindcastException e) {
      LOG.debug("Backfill {} is looked at by the next sweep ({})", id, e.code());
    }
  }

  /** What keeps the backfill from going on right now. */
  public Optional<String> problem(UUID id) {
    return Optional.ofNullable(problems.get(id));
  }

  private void driveOn(UUID id) {
    do {
      drive(id);
    } while (calledAgain(id));
  }

  private boolean calledAgain(UUID id) {
    synchronized (driven) {
      if (again.remove(id)) {
        return true;
      }
      driven.remove(id);
      return false;
    }
  }

  /** Whatever goes wrong is tried again by the next sweep; a defect must not stop the others. */
  private void drive(UUID id) {
    try {
      for (int step = 0; step < STEPS_MAX && driver.drive(id); step++) {
        LOG.trace("Backfill {}: step {}", id, step);
      }
      problems.remove(id);
    } catch (HindcastException e) {
      problems.put(id, "%s: %s".formatted(e.code(), e.getMessage()));
      LOG.warn("Backfill {} cannot go on for now ({}): {}", id, e.code(), e.getMessage());
    } catch (RuntimeException e) { // A defect: logged with its trace, and tried again.
      problems.put(id, "INTERNAL: %s".formatted(e));
      LOG.error("Backfill {} met a defect and is tried again", id, e);
    }
  }

  /** Looks at all open backfills once. */
  public void sweep() {
    try {
      List<UUID> open = store.inTransaction(tx -> tx.open(OPEN_MAX));
      open.forEach(this::nudge);
    } catch (HindcastException e) {
      LOG.warn("The planner's store does not answer ({}): {}", e.code(), e.getMessage());
    } catch (RuntimeException e) { // Otherwise nothing would be swept any more.
      LOG.error("The sweep met a defect and is tried again", e);
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
