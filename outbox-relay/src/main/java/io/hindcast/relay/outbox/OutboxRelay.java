package io.hindcast.relay.outbox;

import io.hindcast.control.database.Database;
import io.hindcast.core.error.HindcastException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the outbox tables for as long as it is open. Waits until all of them exist and no other
 * relay reads the slot; begins anew, from the last position that was stored, whenever reading ends.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

  private final OutboxConfig config;
  private final OutboxTables tables;
  private final EngineFactory engines;
  private final OutboxMeters meters;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile OutboxStatus status = new OutboxStatus.Waiting("Not started");
  private volatile @Nullable OutboxEngine current;
  private final Thread reader;
  private final Thread lagReader;

  private OutboxRelay(
      OutboxConfig config, Database database, EngineFactory engines, OutboxMeters meters) {
    this.config = config;
    this.tables = new OutboxTables(database, config);
    this.engines = engines;
    this.meters = meters;
    // Platform threads: the engine blocks them in ways that would pin a virtual thread.
    this.reader = Thread.ofPlatform().name("outbox-relay").unstarted(this::read);
    this.lagReader = Thread.ofVirtual().name("outbox-lag").unstarted(this::watchLag);
  }

  /** Starts to read; returns at once. */
  public static OutboxRelay start(
      OutboxConfig config, Database database, OutboxEndpoints endpoints, MeterRegistry registry) {
    OutboxMeters meters = new OutboxMeters(registry);
    OutboxRelay relay =
        new OutboxRelay(config, database, new EngineFactory(config, endpoints, meters), meters);
    relay.reader.start();
    relay.lagReader.start();
    return relay;
  }

  /** What keeps messages from flowing; empty when they flow, here or through another relay. */
  public Optional<String> problem() {
    return status.problem();
  }

  private void read() {
    while (!stopping()) {
      try {
        Optional<OutboxStatus> obstacle = obstacle();
        if (obstacle.isPresent()) {
          change(obstacle.get());
        } else {
          runEngine();
        }
      } catch (HindcastException e) { // Postgres is away: it is asked again.
        change(new OutboxStatus.Broken(String.valueOf(e.getMessage())));
      }
      pause();
    }
  }

  private Optional<OutboxStatus> obstacle() {
    List<String> missing = tables.missing();
    if (!missing.isEmpty()) {
      return Optional.of(
          new OutboxStatus.Waiting(
              "No outbox table in schema %s: waiting for the services to create them"
                  .formatted(String.join(", ", missing))));
    }
    return tables.slotTaken() ? Optional.of(new OutboxStatus.Standby()) : Optional.empty();
  }

  private void runEngine() {
    change(new OutboxStatus.Connecting());
    try (OutboxEngine engine = engines.create(() -> change(new OutboxStatus.Reading()))) {
      current = engine;
      if (stopping()) {
        return;
      }
      Optional<String> failure = engine.run();
      if (!stopping()) {
        meters.restarted();
        change(new OutboxStatus.Broken(failure.orElse("The engine ended by itself")));
      }
    } finally {
      current = null;
    }
  }

  private void watchLag() {
    while (!stopping()) {
      try {
        tables.lagBytes().ifPresent(meters::lag);
      } catch (HindcastException e) { // The reader reports the same trouble.
        LOG.debug("The slot's lag is unknown", e);
      }
      pause();
    }
  }

  private synchronized void change(OutboxStatus next) {
    OutboxStatus before = status;
    status = next;
    if (!before.equals(next)) {
      LOG.info("Outbox: {}", next);
    }
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void pause() {
    try {
      if (stop.await(config.retry().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The outbox is no longer read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Stops reading; what was acknowledged is stored. Waits for the end. */
  @Override
  public void close() {
    stop.countDown();
    OutboxEngine engine = current;
    if (engine != null) {
      engine.close();
    }
    try {
      reader.join();
      lagReader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
