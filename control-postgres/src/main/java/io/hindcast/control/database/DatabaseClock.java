package io.hindcast.control.database;

import io.hindcast.core.error.HindcastException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by PostgreSQL's clock: one for all services on one database. What is kept for a
 * rollback, who is silent and what is late is decided by it, so that a machine whose own clock is
 * wrong gives nothing up too early. Between two looks the time goes on by the machine's monotonic
 * clock, which nobody sets.
 */
public final class DatabaseClock implements InstantSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final String NOW = "SELECT clock_timestamp() AS now";
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
  private static final Duration SKEW_MAX = Duration.ofSeconds(60);

  private final Database database;
  private final InstantSource own;
  private final LongSupplier nanos;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("database-clock").factory());
  private volatile Look look;

  /** What PostgreSQL's clock showed, and the monotonic clock in that moment. */
  private record Look(Instant instant, long nanos) {}

  private DatabaseClock(Database database, InstantSource own, LongSupplier nanos) {
    this.database = database;
    this.own = own;
    this.nanos = nanos;
    this.look = look();
  }

  /**
   * Looks at once, and then every minute until it is closed.
   *
   * @param own the machine's clock, which is only compared
   * @throws HindcastException STORE_UNAVAILABLE when the database does not answer
   */
  public static DatabaseClock start(Database database, InstantSource own) {
    DatabaseClock clock = new DatabaseClock(database, own, System::nanoTime);
    clock.problem().ifPresent(LOG::warn);
    var unused =
        clock.executor.scheduleWithFixedDelay(
            clock::lookAgain, LOOK_EVERY.toSeconds(), LOOK_EVERY.toSeconds(), TimeUnit.SECONDS);
    return clock;
  }

  @Override
  public Instant instant() {
    Look last = look;
    return last.instant().plusNanos(nanos.getAsLong() - last.nanos());
  }

  /** How wrong the machine's own clock is, if it is by more than a minute. */
  public Optional<String> problem() {
    Duration ahead = Duration.between(instant(), own.instant());
    return ahead.abs().compareTo(SKEW_MAX) <= 0
        ? Optional.empty()
        : Optional.of(
            ("The clock of this machine is %s s %s PostgreSQL's. Decisions go by PostgreSQL's; set the"
                    + " machine's clock right, since times in logs and messages are its own")
                .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"));
  }

  private Look look() {
    long before = nanos.getAsLong();
    Instant now = database.readOnly(tx -> tx.first(NOW, row -> row.instant("now")).orElseThrow());
    long after = nanos.getAsLong();
    return new Look(now, before + (after - before) / 2);
  }

  private void lookAgain() {
    try {
      look = look();
      problem().ifPresent(LOG::warn);
    } catch (HindcastException e) { // The last look goes on to count.
      LOG.debug("PostgreSQL's clock cannot be read now", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
