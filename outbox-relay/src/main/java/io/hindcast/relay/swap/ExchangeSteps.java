package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.Storages;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges, the exchange, and INSERTs that run across it. */
final class ExchangeSteps {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeSteps.class);
  private static final UUID NIL = new UUID(0, 0);

  private final Warehouse warehouse;
  private final SwapConfig config;
  private final Patience patience;
  private final InstantSource clock;

  ExchangeSteps(Warehouse warehouse, SwapConfig config, Pause pause, InstantSource clock) {
    this.warehouse = warehouse;
    this.config = config;
    this.patience = new Patience(pause);
    this.clock = clock;
  }

  SwapEvent stopMerges(SwapCommand.StopMerges command) {
    Instant before = clock.instant();
    warehouse.stopMerges(command.live());
    return new SwapEvent.MergesStopped(before);
  }

  SwapEvent awaitMerges(SwapCommand.AwaitMerges command) {
    Duration wait =
        config.mergesWait().compareTo(config.window()) < 0 ? config.mergesWait() : config.window();
    boolean idle = patience.await(wait, () -> warehouse.runningMerges(command.live()) == 0);
    return idle
        ? new SwapEvent.MergesIdle()
        : new SwapEvent.MergesBusy(warehouse.runningMerges(command.live()));
  }

  SwapEvent startMerges(SwapCommand.StartMerges command) {
    for (TableName table : command.tables()) {
      if (warehouse.storageOf(table).isPresent()) {
        warehouse.startMerges(table);
      }
    }
    return new SwapEvent.MergesStarted(clock.instant());
  }

  SwapEvent exchange(SwapCommand.Exchange command) {
    Storages storages = command.storages();
    UUID live = storage(command.live());
    if (live.equals(storages.sealed())) {
      return new SwapEvent.Exchanged(0, clock.instant());
    }
    if (!live.equals(storages.live())) {
      throw conflict(command, live);
    }
    long start = System.nanoTime();
    warehouse.exchange(command.live(), warehouse.own(command.sealed()));
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    UUID after = storage(command.live());
    if (!after.equals(storages.sealed())) {
      throw conflict(command, after);
    }
    return new SwapEvent.Exchanged(micros, clock.instant());
  }

  SwapEvent lookUp(SwapCommand.LookUp command) {
    return new SwapEvent.StorageFound(storage(command.live()));
  }

  SwapEvent noteInserts(SwapCommand.NoteInserts command) {
    return new SwapEvent.InsertsNoted(Set.copyOf(warehouse.runningInserts(command.live())));
  }

  SwapEvent awaitInserts(SwapCommand.AwaitInserts command) {
    Set<String> left = new HashSet<>(command.ids());
    Warehouse node = warehouse.on(command.live().node());
    boolean gone =
        patience.await(
            config.insertsWait(),
            () -> {
              left.retainAll(Set.copyOf(node.stillRunning(left)));
              return left.isEmpty();
            });
    if (!gone) {
      LOG.warn(
          "{} INSERTs that began before the exchange still run after {} s; late rows are carried"
              + " when they have ended. Queries: {}",
          left.size(),
          config.insertsWait().toSeconds(),
          left);
    }
    return new SwapEvent.InsertsLeft(Set.copyOf(left));
  }

  private UUID storage(TableName table) {
    return warehouse.storageOf(table).orElse(NIL);
  }

  private static HindcastException conflict(SwapCommand.Exchange command, UUID found) {
    return new HindcastException(
        ErrorCode.SWAP_CONFLICT,
        "The storage of %s is %s: expected %s before or %s after the exchange. Somebody else has replaced the table"
            .formatted(
                command.live(), found, command.storages().live(), command.storages().sealed()));
  }
}
