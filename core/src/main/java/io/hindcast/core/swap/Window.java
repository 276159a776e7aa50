package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What happens while merges stand still: as little as possible. */
final class Window {
  /** Merges stand still, so a clone is wrong only when somebody drops or mutates parts. */
  private static final int ROUNDS_MAX = 5;

  /** How often merges may be stopped in vain: each time, they then run as long as they need. */
  private static final int WINDOWS_MAX = 3;

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
      case SwapState.Recloning s when event instanceof SwapEvent.Cloned cloned ->
          new SwapState.Comparing(context.composed(cloned), s.round() + 1);
      case SwapState.LeavingWindow ignored when event instanceof SwapEvent.MergesStarted e ->
          new SwapState.VerifyingParts(
              context.uncomposed().with(figures -> figures.started(e.at())));
      case SwapState.AwaitingMerges ignored when event instanceof SwapEvent.WindowOver ->
          leave(context, event);
      case SwapState.Comparing ignored when event instanceof SwapEvent.WindowOver ->
          leave(context, event);
      case SwapState.Recloning ignored when isOver(event) -> leave(context, event);
      case SwapState.InWindow ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  private static SwapState compared(SwapState.Comparing state, SwapEvent.PartsListed listed) {
    SwapContext context = state.context();
    if (Comparison.unverified(context, listed)) {
      return Reverse.again(state, moved(context));
    }
    Comparison comparison = new Comparison(context, listed);
    CloneList list = state.round() == 0 ? comparison.worthwhile() : comparison.wrong();
    if (list.isEmpty()) {
      return new SwapState.Exchanging(context);
    }
    return state.round() < ROUNDS_MAX
        ? new SwapState.Recloning(context, state.round(), list)
        : Reverse.refuse(context, neverSettles(context, list));
  }

  static SwapFailure moved(SwapContext context) {
    return SwapFailure.of(
        ErrorCode.CONTENT_CHANGED,
        "The parts of %s keep changing although nobody should write there"
            .formatted(context.tables().published()));
  }

  /** Whether merges have to run before anything else can be tried. */
  static boolean isOver(SwapEvent event) {
    return event instanceof SwapEvent.WindowOver || event instanceof SwapEvent.UpdatesPending;
  }

  /** Why they have to. */
  static SwapFailure over(SwapContext context, SwapEvent event) {
    return event instanceof SwapEvent.UpdatesPending ? updated(context) : tooLong(context);
  }

  private static SwapState leave(SwapContext context, SwapEvent event) {
    return context.figures().windows() < WINDOWS_MAX
        ? new SwapState.LeavingWindow(context)
        : Reverse.refuse(context, over(context, event));
  }

  private static SwapFailure updated(SwapContext context) {
    return SwapFailure.of(
        ErrorCode.HOT_PARTITION,
        ("Rows of %s were updated (UPDATE) in each of %d moments in which it was to be exchanged: an"
                + " update that is not written into its parts yet cannot go along. Pause the updates"
                + " for some seconds and try again")
            .formatted(context.plan().target(), context.figures().windows()));
  }

  private static SwapFailure tooLong(SwapContext context) {
    return SwapFailure.of(
        ErrorCode.WAREHOUSE_OVERLOADED,
        ("Merges of %s were stopped %d times, each time for as long as relay.swap.window allows,"
                + " and its partitions still changed. Swap when it is quieter, or raise"
                + " relay.swap.window")
            .formatted(context.plan().target(), context.figures().windows()));
  }

  private static SwapFailure tooBusy(SwapContext context, SwapEvent.MergesBusy busy) {
    return SwapFailure.of(
        ErrorCode.WAREHOUSE_OVERLOADED,
        ("%d merges of %s still run after the longest wait. Swap when it is quieter, or raise"
                + " relay.swap.merges-wait")
            .formatted(busy.running(), context.plan().target()));
  }

  private static SwapFailure neverSettles(SwapContext context, CloneList list) {
    List<String> partitions = new ArrayList<>(list.refresh());
    partitions.addAll(list.compose());
    return new SwapFailure(
        ErrorCode.HOT_PARTITION,
        ("Partitions %s of %s were changed by others in each of %d attempts to clone them: parts"
                + " were dropped or mutated. Swap when that has ended")
            .formatted(partitions, context.plan().target(), ROUNDS_MAX),
        partitions);
  }
}
