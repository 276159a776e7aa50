package io.hindcast.planner.worker;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.worker.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers as they are now. */
public final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /** Who was not heard of for so long is forgotten. */
  private static final Duration MEMORY = Duration.ofHours(1);

  private final BackfillStore store;
  private final Duration silence;
  private final InstantSource clock;

  /**
   * @param silence after which a worker is presumed gone
   */
  public Workers(BackfillStore store, Duration silence, InstantSource clock) {
    this.store = store;
    this.silence = silence;
    this.clock = clock;
  }

  /** All that were heard of lately. */
  public Fleet fleet() {
    return store.inTransaction(this::fleet);
  }

  /** What is wrong with them, a sentence each. */
  public List<String> problems() {
    return fleet().judged().stream()
        .map(Fleet.Judged::message)
        .filter(message -> !message.isEmpty())
        .toList();
  }

  Fleet fleet(BackfillTransaction tx) {
    Instant now = clock.instant();
    return new Fleet(tx.workers().since(now.minus(MEMORY)), now, silence);
  }

  /** Names each worker once when what is thought of it changes. */
  void look(BackfillTransaction tx) {
    tx.workers().forgetBefore(clock.instant().minus(MEMORY));
    fleet(tx).judged().stream()
        .filter(judged -> tx.workers().changed(judged.worker().report().id(), judged.condition()))
        .forEach(Workers::name);
  }

  private static void name(Fleet.Judged judged) {
    String id = judged.worker().report().id();
    switch (judged.condition()) {
      case WELL -> LOG.info("Worker {} is well", id);
      case LEAVING -> LOG.info("Worker {} takes no more tasks", id);
      case SILENT, POISONED, SLOW -> LOG.warn("{}: {}", judged.condition(), judged.message());
    }
  }
}
