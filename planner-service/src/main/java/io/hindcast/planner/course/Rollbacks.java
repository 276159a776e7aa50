package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ReversalTable;
import io.hindcast.core.backfill.Reversals;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests to roll back and to swap forward again. One that cannot be carried out is noted
 * with its reason; a second one while the first is under way changes nothing.
 */
public final class Rollbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Rollbacks.class);

  private final Conductor conductor;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  /**
   * @param ids fresh swap ids
   */
  public Rollbacks(Conductor conductor, InstantSource clock, Supplier<UUID> ids) {
    this.conductor = conductor;
    this.clock = clock;
    this.ids = ids;
  }

  /** Why a rollback would be refused now; one that is under way or done is not refused. */
  public Optional<Refusal> backRefusal(BackfillTransaction tx, Backfill backfill) {
    return underWayBack(backfill)
        ? Optional.empty()
        : Reversals.rollback(backfill.state(), facts(tx, backfill));
  }

  /** Why swapping forward again would be refused now; one that is under way is not refused. */
  public Optional<Refusal> forwardRefusal(BackfillTransaction tx, Backfill backfill) {
    return backfill.state() instanceof BackfillState.SwappingAgain
        ? Optional.empty()
        : Reversals.forward(backfill.state(), facts(tx, backfill));
  }

  /** Rolls the locked backfill back. */
  public void back(BackfillTransaction tx, Backfill backfill, Conductor.Cause cause) {
    if (underWayBack(backfill)) {
      note(tx, backfill, "RollbackRequested", cause.by(), "Nothing to do: it is under way or done");
      return;
    }
    tx.claims(backfill.request().target()).lock();
    Reversals.Facts facts = facts(tx, backfill);
    Optional<Refusal> refusal = Reversals.rollback(backfill.state(), facts);
    if (refusal.isPresent()) {
      refuse(tx, backfill, Direction.BACK, cause.by(), refusal.get());
    } else {
      conductor.apply(
          tx,
          backfill,
          new BackfillEvent.RollbackRequested(cause.by(), ids.get(), live(facts)),
          cause);
    }
  }

  /** Swaps the locked backfill, which was rolled back, forward again. */
  public void forward(BackfillTransaction tx, Backfill backfill, Conductor.Cause cause) {
    if (backfill.state() instanceof BackfillState.SwappingAgain) {
      note(tx, backfill, "ForwardRequested", cause.by(), "Nothing to do: it is under way");
      return;
    }
    tx.claims(backfill.request().target()).lock();
    Reversals.Facts facts = facts(tx, backfill);
    Optional<Refusal> refusal = Reversals.forward(backfill.state(), facts);
    if (refusal.isPresent()) {
      refuse(tx, backfill, Direction.FORWARD, cause.by(), refusal.get());
    } else {
      conductor.apply(
          tx,
          backfill,
          new BackfillEvent.ForwardRequested(cause.by(), ids.get(), live(facts)),
          cause);
    }
  }

  private static boolean underWayBack(Backfill backfill) {
    return backfill.state() instanceof BackfillState.RollingBack
        || backfill.state() instanceof BackfillState.RolledBack;
  }

  private static Reversals.Facts facts(BackfillTransaction tx, Backfill backfill) {
    ClaimTable claims = tx.claims(backfill.request().target());
    return new Reversals.Facts(
        LiveSwaps.of(tx.results(backfill.id()).done()),
        tx.kept(backfill.id()).released(),
        claims.atWork(backfill.id(), claims.claimed(backfill.id())));
  }

  private static List<UUID> live(Reversals.Facts facts) {
    return facts.live().stream().map(LiveSwaps.Done::swapId).toList();
  }

  private void refuse(
      BackfillTransaction tx, Backfill backfill, Direction direction, String by, Refusal refusal) {
    ReversalTable reversals = tx.reversals(backfill.id());
    reversals.refused(
        reversals.asked(), direction, refusal, new ReversalTable.Ask(by, clock.instant()));
    String event = direction == Direction.BACK ? "RollbackRefused" : "ForwardRefused";
    note(tx, backfill, event, by, "%s: %s".formatted(refusal.code(), refusal.message()));
  }

  private void note(
      BackfillTransaction tx, Backfill backfill, String event, String by, String reason) {
    String state = backfill.state().label();
    LOG.info("Backfill {}: {} in {} by {}: {}", backfill.id(), event, state, by, reason);
    tx.audit(backfill.id(), new AuditEntry(clock.instant(), event, state, state, by, reason));
  }
}
