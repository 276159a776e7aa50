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
  private static final int ACTS_MORE = 240;
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
  private boolean calm;
  private long seenChanges;

  Life(long seed, List<Invariant> invariants, Plant plant, Trace trace) {
    this.chance = new Chance(seed);
    this.invariants = invariants;
    this.plant = plant;
    this.trace = trace;
    server = new ModelServer(chance);
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
    chance.stopFaults();
    while (!hasEnded()) {
      List<Invariant.Seen> all = seen();
      invariants.forEach(invariant -> invariant.calm(this, all));
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
    switch (chance.below(21)) {
      case 0, 1, 2 -> planner.goOn();
      case 3 -> planner.sweep();
      case 4, 5 -> bus.relay();
      case 6, 7, 8, 9 -> bus.deliver();
      case 10, 11 -> workers.take();
      case 12, 13, 14 -> workers.step();
      case 15, 16 -> server.goOn();
      case 17 -> server.arrive();
      case 18 -> planner.keepPace();
      default -> trouble();
    }
    invariants.forEach(invariant -> invariant.stepped(this));
  }

  private void trouble() {
    if (calm) {
      return;
    }
    switch (chance.below(6)) {
      case 0 -> {
        if (chance.oneOf(3)) {
          server.source.add(chance.below(server.source.days));
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

  private List<Invariant.Seen> seen() {
    return store.inTransaction(
        tx -> person.submitted().stream().flatMap(id -> seen(tx, id).stream()).toList());
  }

  private static Optional<Invariant.Seen> seen(BackfillTransaction tx, UUID id) {
    return tx.find(id).map(backfill -> new Invariant.Seen(backfill, tx.tasks(id).all()));
  }
}
