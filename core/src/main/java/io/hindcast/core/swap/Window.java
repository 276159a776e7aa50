package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import java.util.Set;

/** What happens while merges stand still: as little as possible. */
final class Window {
  /** Merges stand still, so a clone is wrong only when somebody drops or mutates parts. */
  private static final int ROUNDS_MAX = 5;

  /** More take longer to link than their rows, as late ones, to copy after the exchange. */
  private static final int PARTS_RECLONED_MAX = 50;

  private Window() {}

  static SwapState next(SwapState.InWindow state, SwapEvent event) {
    SwapContext context = state.context();
    return switch (state) {
      case SwapState.StoppingMerges ignored when event instanceof SwapEvent.MergesStopped e ->
          new SwapState.AwaitingMerges(context.with(figures -> figures.stopped(e.at())));
      case SwapState.AwaitingMerges ignored when event instanceof SwapEvent.MergesIdle ->
          new SwapState.Comparing(context, 0);
      case SwapState.AwaitingMerges ignored when event instanceof SwapEvent.MergesBusy busy ->
          Reverse.refuse(context, tooBusy(context, busy));
      case SwapState.Comparing s when event instanceof SwapEvent.PartsListed listed ->
          compared(s, listed);
      case SwapState.Recloning s when event instanceof SwapEvent.Cloned ->
          new SwapState.Comparing(context, s.round() + 1);
      case SwapState.LeavingWindow ignored when event instanceof SwapEvent.MergesStarted e ->
          new SwapState.VerifyingParts(context.with(figures -> figures.started(e.at())));
      case SwapState.InWindow ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  /** Differences between the live table's untouched partitions and their clones. */
  static CloneList outdated(SwapContext context, SwapEvent.PartsListed listed) {
    Set<String> touched = context.plan().touched();
    return CloneList.outdated(
        PartSets.without(touched, listed.live()),
        PartSets.without(touched, listed.sealed()),
        PartSets.without(touched, listed.kept()));
  }

  /** All that has changed, so that no row is late that need not be; unless that takes too long. */
  private static CloneList worthwhile(SwapContext context, SwapEvent.PartsListed listed) {
    CloneList outdated = outdated(context, listed);
    Set<String> changed = Set.copyOf(outdated.refresh());
    long parts =
        listed.live().stream().filter(part -> changed.contains(part.partitionId())).count();
    return parts <= PARTS_RECLONED_MAX ? outdated : wrong(context, listed);
  }

  private static CloneList wrong(SwapContext context, SwapEvent.PartsListed listed) {
    Set<String> touched = context.plan().touched();
    return CloneList.wrong(
        PartSets.without(touched, listed.live()),
        PartSets.without(touched, listed.sealed()),
        PartSets.without(touched, listed.kept()));
  }

  private static SwapState compared(SwapState.Comparing state, SwapEvent.PartsListed listed) {
    SwapContext context = state.context();
    if (!context.sealedParts().equals(SealedDigest.of(context.plan().touched(), listed.sealed()))) {
      return Reverse.again(state, moved(context));
    }
    CloneList list = state.round() == 0 ? worthwhile(context, listed) : wrong(context, listed);
    if (list.isEmpty()) {
      return new SwapState.Exchanging(context);
    }
    return state.round() < ROUNDS_MAX
        ? new SwapState.Recloning(context, state.round(), list)
        : Reverse.refuse(context, neverSettles(context, list));
  }

  private static SwapFailure moved(SwapContext context) {
    return SwapFailure.of(
        ErrorCode.CONTENT_CHANGED,
        "The parts of %s keep changing although nobody should write there"
            .formatted(context.tables().sealed()));
  }

  private static SwapFailure tooBusy(SwapContext context, SwapEvent.MergesBusy busy) {
    return SwapFailure.of(
        ErrorCode.WAREHOUSE_OVERLOADED,
        ("%d merges of %s still run after the longest wait. Swap when it is quieter, or raise"
                + " relay.swap.merges-wait")
            .formatted(busy.running(), context.plan().target()));
  }

  private static SwapFailure neverSettles(SwapContext context, CloneList list) {
    return new SwapFailure(
        ErrorCode.HOT_PARTITION,
        ("Partitions %s of %s were changed by others in each of %d attempts to clone them: parts"
                + " were dropped or mutated. Swap when that has ended")
            .formatted(list.refresh(), context.plan().target(), ROUNDS_MAX),
        list.refresh());
  }
}
