package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.GroupSwap;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ReversalTable;
import io.hindcast.core.backfill.Reversals;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    return refusal(takenBack(tx, backfill), Direction.BACK);
  }

  /** Why swapping forward again would be refused now; one that is under way is not refused. */
  public Optional<Refusal> forwardRefusal(BackfillTransaction tx, Backfill backfill) {
    return refusal(swappedAgain(tx, backfill), Direction.FORWARD);
  }

  /** Rolls the locked backfill back, and with it the others of its group. */
  public void back(BackfillTransaction tx, Backfill backfill, Conductor.Cause cause) {
    lockTargets(tx, backfill);
    take(tx, backfill, takenBack(tx, backfill), Direction.BACK, cause);
  }

  /** Swaps the locked backfill, which was rolled back, forward again, and so its group. */
  public void forward(BackfillTransaction tx, Backfill backfill, Conductor.Cause cause) {
    lockTargets(tx, backfill);
    take(tx, backfill, swappedAgain(tx, backfill), Direction.FORWARD, cause);
  }

  private void take(
      BackfillTransaction tx,
      Backfill backfill,
      List<Case> cases,
      Direction direction,
      Conductor.Cause cause) {
    if (cases.isEmpty()) {
      note(tx, backfill, asked(direction), cause.by(), "Nothing to do: it is under way or done");
      return;
    }
    Optional<Refusal> refusal = refusal(cases, direction);
    if (refusal.isPresent()) {
      cases.forEach(one -> refuse(tx, one.backfill(), direction, cause.by(), refusal.get()));
      return;
    }
    @Nullable GroupSwap group = together(cases);
    for (Case one : cases) {
      conductor.apply(tx, one.backfill(), event(one, direction, cause.by(), group), cause);
    }
  }

  private BackfillEvent event(Case one, Direction direction, String by, @Nullable GroupSwap group) {
    List<UUID> live = live(one.facts());
    return switch (direction) {
      case BACK -> new BackfillEvent.RollbackRequested(by, ids.get(), live, group);
      case FORWARD -> new BackfillEvent.ForwardRequested(by, ids.get(), live, group);
    };
  }

  private static String asked(Direction direction) {
    return direction == Direction.BACK ? "RollbackRequested" : "ForwardRequested";
  }

  /** One backfill that is to be taken back or forth. */
  private record Case(Backfill backfill, Reversals.Facts facts) {}

  /** Those that are neither under way nor done; of a group only what is live, if anything is. */
  private static List<Case> takenBack(BackfillTransaction tx, Backfill backfill) {
    List<Case> open =
        members(tx, backfill).stream()
            .filter(member -> !underWayBack(member))
            .map(member -> new Case(member, facts(tx, member)))
            .toList();
    List<Case> live = open.stream().filter(one -> !one.facts().live().isEmpty()).toList();
    return live.isEmpty() ? open : live;
  }

  private static List<Case> swappedAgain(BackfillTransaction tx, Backfill backfill) {
    List<Backfill> members = members(tx, backfill);
    List<Backfill> rolledBack =
        members.stream().filter(it -> it.state() instanceof BackfillState.RolledBack).toList();
    boolean underWay =
        members.stream().anyMatch(it -> it.state() instanceof BackfillState.SwappingAgain);
    List<Backfill> concerned = rolledBack.isEmpty() && !underWay ? List.of(backfill) : rolledBack;
    return concerned.stream().map(member -> new Case(member, facts(tx, member))).toList();
  }

  private static List<Backfill> members(BackfillTransaction tx, Backfill backfill) {
    UUID groupId = backfill.groupId();
    return groupId == null ? List.of(backfill) : tx.group(groupId);
  }

  /** In the order of their names, so that no two transactions wait for each other. */
  private static void lockTargets(BackfillTransaction tx, Backfill backfill) {
    members(tx, backfill).stream()
        .map(member -> member.request().target())
        .sorted()
        .forEach(target -> tx.claims(target).lock());
  }

  private @Nullable GroupSwap together(List<Case> cases) {
    return cases.size() == 1 ? null : new GroupSwap(ids.get(), cases.size());
  }

  /** The first refusal; of several backfills it names the one that it is about. */
  private static Optional<Refusal> refusal(List<Case> cases, Direction direction) {
    return cases.stream()
        .flatMap(one ->
            refusal(one, direction)
                .map(refusal ->
                    cases.size() == 1
                        ? refusal
                        : new Refusal(
                            refusal.code(),
                            "%s of the group (backfill %s): %s"
                                .formatted(
                                    one.backfill().request().target(),
                                    one.backfill().id(),
                                    refusal.message())))
                .stream())
        .findFirst();
  }

  private static Optional<Refusal> refusal(Case one, Direction direction) {
    BackfillState state = one.backfill().state();
    return switch (direction) {
      case BACK -> Reversals.rollback(state, one.facts());
      case FORWARD -> Reversals.forward(state, one.facts());
    };
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
