package io.hindcast.core.swap;

import io.hindcast.core.swap.SwapState.Doubt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** After readers see the new content: late rows are carried, and everything is put in order. */
final class Settlement {
  private Settlement() {}

  static SwapState next(SwapState.Published state, SwapEvent event) {
    SwapContext context = state.context();
    return switch (state) {
      case SwapState.NotingInserts ignored when event instanceof SwapEvent.InsertsNoted noted ->
          new SwapState.StartingMerges(context, Carried.nothing(noted.ids()));
      case SwapState.StartingMerges s when event instanceof SwapEvent.MergesStarted e ->
          new SwapState.ListingLate(context.with(figures -> figures.started(e.at())), s.carried());
      case SwapState.Draining s when event instanceof SwapEvent.InsertsLeft left ->
          drained(s, left.ids());
      case SwapState.ListingLate s when event instanceof SwapEvent.LateListed listed ->
          listed(s, listed);
      case SwapState.CopyingLate s when event instanceof SwapEvent.LateCopied copied ->
          copied(s, copied);
      case SwapState.MovingLate s when event instanceof SwapEvent.LateMoved ->
          new SwapState.ListingLate(context, s.carried());
      case SwapState.ReleasingMerges ignored when event instanceof SwapEvent.MergesStarted ->
          new SwapState.Reading(context);
      case SwapState.Reading ignored when event instanceof SwapEvent.ContentRead read ->
          new SwapState.Retiring(context, partitions(context.plan(), read));
      case SwapState.Retiring s when event instanceof SwapEvent.Retired retired ->
          new SwapState.Completed(context, retired.kept(), s.partitions());
      case SwapState.Published ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  private static SwapState drained(SwapState.Draining state, Set<String> left) {
    Carried carried = state.carried().waitingFor(left);
    return left.isEmpty()
        ? new SwapState.ListingLate(state.context(), carried)
        : new SwapState.Draining(state.context(), carried);
  }

  /**
   * What is there already is carried before the noted INSERTs are waited for, since readers miss
   * it. Listed again after every round: only a listing that finds nothing, with no INSERT left,
   * ends it.
   */
  private static SwapState listed(SwapState.ListingLate state, SwapEvent.LateListed listed) {
    SwapPlan plan = state.context().plan();
    Set<String> replaced = plan.intent().carries() ? Set.of() : plan.touched();
    LateParts late =
        LateParts.find(
            PartSets.without(replaced, listed.old()),
            PartSets.without(replaced, listed.kept()),
            state.carried());
    return late.isEmpty()
        ? settled(state.context(), state.carried())
        : new SwapState.CopyingLate(state.context(), state.carried(), late);
  }

  private static SwapState settled(SwapContext context, Carried carried) {
    return carried.inserts().isEmpty()
        ? new SwapState.ReleasingMerges(context)
        : new SwapState.Draining(context, carried);
  }

  /** Mixed partitions are compared until there is nothing to carry; named parts once. */
  private static SwapState copied(SwapState.CopyingLate state, SwapEvent.LateCopied copied) {
    boolean compared = !state.late().mixed().isEmpty();
    Withheld withheld = state.context().withheld();
    SwapContext context =
        state
            .context()
            .withholding(
                compared ? withheld.again(copied.withheld()) : withheld.and(copied.withheld()));
    if (copied.rows() > 0) {
      return new SwapState.MovingLate(
          context.with(figures -> figures.carried(copied.rows())),
          state.carried().and(state.late()),
          Doubt.NONE);
    }
    return compared || copied.withheld().isEmpty()
        ? settled(context, state.carried())
        : new SwapState.ListingLate(context, state.carried().and(state.late()));
  }

  private static List<SwappedPartition> partitions(SwapPlan plan, SwapEvent.ContentRead read) {
    return plan.touchedInOrder().stream()
        .map(id -> new SwappedPartition(id, digest(read.before(), id), digest(read.after(), id)))
        .toList();
  }

  private static PartitionDigest digest(Map<String, PartitionDigest> read, String id) {
    return read.getOrDefault(id, PartitionDigest.ABSENT);
  }
}
