package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.memory.InMemoryBackfillStore;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.schemas.SwapRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Backfills from their request to their end under a seed. First everything goes wrong that can;
 * then nothing does, and everything must come to an end.
 */
final class Life {
  private static final int ACTS_MIN = 60;
  private static final int ACTS_MORE = 1500;
  private static final int LOOKS_IN = 6;
  private static final int HOT_ONE_IN = 8;
  private static final int OTHERS = 5;
  private static final Duration STALL = Duration.ofSeconds(70);
  private static final Instant BEGIN = Instant.parse("2001-02-01T00:00:00Z");

  final Chance chance;
  final Trace trace;
  final Plant plant;
  final InMemoryBackfillStore store = new InMemoryBackfillStore(this::now);
  final ModelServer server;
  final ModelBus bus;
  final ModelWorkers workers;
  final OtherServices others;
  final List<SpecificRecord> sent = new ArrayList<>();
  private final List<Invariant> invariants;
  private final Person person;
  private PlannerProcess planner;
  private Instant now = BEGIN;
  private final boolean isHot;
  private boolean calm;
  private long seenChanges;

  Life(long seed, List<Invariant> invariants, Plant plant, Trace trace) {
    this.chance = new Chance(seed);
    this.invariants = invariants;
    this.plant = plant;
    this.trace = trace;
    this.isHot = chance.oneOf(HOT_ONE_IN);
    server = new ModelServer(chance, this::now);
    bus = new ModelBus(this);
    workers = new ModelWorkers(this);
    others = new OtherServices(this);
    person = new Person(this);
    planner = new PlannerProcess(this);
  }

  /** Lives it; answers how its backfills have ended. */
  List<Invariant.Seen> run() {
    person.submit();
    for (int acts = ACTS_MIN + chance.below(ACTS_MORE); acts > 0; acts--) {
      turn();
    }
    calm = true;
    server.others = 0;
    chance.stopFaults();
    while (!hasEnded()) {
      invariants.forEach(invariant -> invariant.calm(this));
      turn();
    }
    planner.tidy();
    List<Invariant.Seen> end = seen();
    invariants.forEach(invariant -> invariant.ended(this, end));
    return end;
  }

  private boolean hasEnded() {
    return isQuiet() && store.inTransaction(tx -> tx.open(1)).isEmpty();
  }

  private boolean isQuiet() {
    return bus.isQuiet() && workers.isQuiet() && server.isQuiet() && planner.isIdle();
  }

  /** Something happens; a planner that has died of it is started again. */
  private void turn() {
    try {
      if (calm && isQuiet()) {
        now = now.plus(STALL);
        person.settle(backfills());
        planner.keepPace();
        planner.sweep();
      } else {
        act();
      }
    } catch (Crash e) {
      trace.note(() -> "the planner starts again");
    }
    if (planner.isDead()) {
      planner = new PlannerProcess(this);
      bus.rewind();
    }
    for (UUID id : person.submitted()) {
      String defect = planner.defect(id);
      if (defect != null) {
        throw new AssertionError("The planner met a defect: " + defect);
      }
    }
  }

  /** One thing that can happen at any time, also while the planner waits for something. */
  void act() {
    now = now.plusMillis(chance.below(400));
    switch (chance.below(24)) {
      case 0, 1, 2, 3 -> planner.goOn();
      case 4, 5 -> bus.relay();
      case 6, 7, 8, 9, 10 -> bus.deliver();
      case 11, 12 -> workers.take();
      case 13, 14, 15, 16, 17 -> workers.step();
      case 18, 19 -> server.goOn();
      case 20 -> server.arrive();
      case 21 -> lookAround();
      default -> trouble();
    }
    invariants.forEach(invariant -> invariant.stepped(this));
  }

  /** What the planner does now and then. */
  private void lookAround() {
    switch (chance.below(LOOKS_IN)) {
      case 0 -> planner.sweep();
      case 1 -> planner.keepPace();
      default -> {}
    }
  }

  private void trouble() {
    if (calm) {
      return;
    }
    if (isHot) {
      server.source.arrive(chance);
    }
    server.others = chance.below(OTHERS);
    switch (chance.below(9)) {
      case 6, 7, 8 -> bus.forge();
      case 0 -> {
        if (chance.oneOf(3)) {
          server.source.arrive(chance);
        }
      }
      case 1 -> server.source.merge(chance);
      case 2 -> {
        if (chance.strikes()) {
          trace.note(() -> "time passes");
          now = now.plus(STALL);
        }
      }
      default -> person.act();
    }
  }

  PlannerProcess planner() {
    return planner;
  }

  Instant now() {
    return now;
  }

  /** A planner has looked at the sources. */
  void looked() {
    invariants.forEach(invariant -> invariant.looked(this));
  }

  /** A planner begins to look at the pace. */
  void pacing() {
    invariants.forEach(invariant -> invariant.pacing(this));
  }

  /** It has done so. */
  void paced() {
    invariants.forEach(invariant -> invariant.paced(this));
  }

  /** Something may have been committed. */
  void committed() {
    if (store.changes() == seenChanges) {
      return;
    }
    seenChanges = store.changes();
    List<OutboxMessage> fresh = store.sent(sent.size());
    List<Invariant.Seen> all = seen();
    invariants.forEach(invariant -> invariant.committed(this, all));
    for (OutboxMessage message : fresh) {
      SpecificRecord decoded = ModelBus.decode(message);
      sent.add(decoded);
      trace.note(() -> "sent " + Texts.of(decoded));
      invariants.forEach(invariant -> invariant.sent(this, decoded));
    }
    invariants.forEach(invariant -> invariant.settled(this, all));
  }

  void swapped(SwapRequest request) {
    invariants.forEach(invariant -> invariant.swapped(this, request));
  }

  List<Backfill> backfill(UUID id) {
    return store.inTransaction(tx -> tx.find(id)).stream().toList();
  }

  private List<Backfill> backfills() {
    return seen().stream().map(Invariant.Seen::backfill).toList();
  }

  /** All backfills with their tasks. */
  List<Invariant.Seen> seen() {
    return store.inTransaction(tx -> {
      List<Invariant.Seen> all = new ArrayList<>();
      person.submitted().forEach(id -> seen(tx, id).ifPresent(all::add));
      return all;
    });
  }

  private static Optional<Invariant.Seen> seen(BackfillTransaction tx, UUID id) {
    return tx.find(id).map(backfill -> new Invariant.Seen(backfill, tx.tasks(id).all()));
  }
}
