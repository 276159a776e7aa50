package io.hindcast.worker.report;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.worker.WorkerReport.State;
import io.hindcast.messaging.MessagePublisher;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.WorkerReport;
import io.hindcast.schemas.WorkerState;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the worker does: at its start, every few seconds, when it drains and when it stops.
 */
public final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

  private final MessagePublisher publisher;
  private final Identity identity;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final Instant startedAt;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicReference<State> leaving = new AtomicReference<>();

  /**
   * Who reports.
   *
   * @param id unique among workers
   */
  public record Identity(String id, String host, String version, int slots) {}

  /**
   * @param ids fresh event ids
   */
  public Reporter(
      MessagePublisher publisher,
      Identity identity,
      Ledger ledger,
      InstantSource clock,
      Supplier<UUID> ids) {
    this.publisher = publisher;
    this.identity = identity;
    this.ledger = ledger;
    this.clock = clock;
    this.ids = ids;
    this.startedAt = clock.instant();
  }

  /** Reports now and at every interval. */
  public void start(Duration interval) {
    Thread.ofVirtual().name("worker-report").start(() -> goOn(interval));
  }

  private void goOn(Duration interval) {
    try {
      do {
        report();
      } while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The worker takes no more tasks; what it has in hand ends. */
  public void draining() {
    leave(State.DRAINING);
  }

  /** The worker has nothing in hand any more. */
  public void stopped() {
    stopping.countDown();
    leave(State.STOPPED);
  }

  private void leave(State state) {
    leaving.set(state);
    report();
  }

  /** A report that cannot be sent is no reason to stop working. */
  private synchronized void report() {
    try {
      publisher.publish(Topics.WORKERS, identity.id(), message());
    } catch (HindcastException e) {
      LOG.warn("The worker's report cannot be sent: {}", e.getMessage());
    }
  }

  private WorkerReport message() {
    Ledger.Entry entry = ledger.entry();
    State state = leaving.get();
    Instant now = clock.instant();
    return WorkerReport.newBuilder()
        .setMeta(
            MessageMeta.stamp(WorkerReport.class, ids.get(), MessageMeta.NO_BACKFILL, now, null))
        .setWorkerId(identity.id())
        .setHost(identity.host())
        .setVersion(identity.version())
        .setStartedAt(startedAt)
        .setSlots(identity.slots())
        .setState(WorkerState.valueOf((state == null ? entry.state() : state).name()))
        .setReason(entry.reason())
        .setTasks(entry.tasks())
        .setDone(entry.work().done())
        .setFailed(entry.work().failed())
        .setFailedInRow(entry.work().failedInRow())
        .setRecentTasks(entry.work().recentTasks())
        .setRecentRows(entry.work().recentRows())
        .setRecentBusyMs(entry.work().recentBusy().toMillis())
        .build();
  }
}
