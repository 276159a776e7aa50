package io.hindcast.control.outbox;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.Transaction;
import io.hindcast.control.inbox.ProcessedEvents;
import io.hindcast.core.error.HindcastException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a service's outbox and inbox from growing without end. */
public final class OutboxJanitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxJanitor.class);
  private static final int ROWS_PER_TRANSACTION = 10_000;
  private static final int TRANSACTIONS_MAX = 1_000;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Database database;
  private final Duration keep;
  private final InstantSource clock;
  private final Pruning pruning;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("outbox-janitor").factory());

  /**
   * A janitor that does nothing by itself yet.
   *
   * @param keep how long rows stay; longer than the topics keep their messages
   */
  public OutboxJanitor(Database database, Duration keep, InstantSource clock) {
    this(
        database,
        keep,
        clock,
        (tx, before, rowsMax) ->
            Outbox.prune(tx, before, rowsMax) + ProcessedEvents.prune(tx, before, rowsMax));
  }

  private OutboxJanitor(Database database, Duration keep, InstantSource clock, Pruning pruning) {
    this.database = database;
    this.keep = keep;
    this.clock = clock;
    this.pruning = pruning;
  }

  /** One for what workers write down of their messages. */
  public static OutboxJanitor ofLetters(Database database, Duration keep, InstantSource clock) {
    return new OutboxJanitor(database, keep, clock, PostgresLetterLog::prune);
  }

  /** Deletes at most {@code rowsMax} rows written before {@code before}; answers how many. */
  @FunctionalInterface
  private interface Pruning {
    int prune(Transaction tx, Instant before, int rowsMax);
  }

  /** Sweeps every ten minutes until closed. */
  public OutboxJanitor start() {
    var unused =
        executor.scheduleWithFixedDelay(
            this::sweepAndLog, PAUSE.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
    return this;
  }

  /** Deletes what is too old, in small transactions; answers how many rows. */
  public int sweep() {
    Instant before = clock.instant().minus(keep);
    int total = 0;
    for (int i = 0; i < TRANSACTIONS_MAX; i++) {
      int rows = database.inTransaction(tx -> pruning.prune(tx, before, ROWS_PER_TRANSACTION));
      total += rows;
      if (rows == 0) {
        break;
      }
    }
    return total;
  }

  private void sweepAndLog() {
    try {
      int rows = sweep();
      LOG.debug("Deleted {} old rows of the outbox and inbox of {}", rows, database.schema());
    } catch (HindcastException e) { // The next sweep deletes what this one could not.
      LOG.warn("The outbox of {} was not swept; next try in {}", database.schema(), PAUSE, e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
