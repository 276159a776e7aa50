package io.hindcast.core.swap;

import io.hindcast.core.swap.SwapState.Doubt;

/** Where a swap goes on after a break, be it under a new holder or after an unknown outcome. */
final class Takeover {
  private Takeover() {}

  static SwapState by(long epoch, SwapState state) {
    return restart(state.context().at(epoch), state);
  }

  /** Fences first what may still be on its way. */
  static SwapState fenced(SwapState state) {
    return restart(state.context().fenced(), state);
  }

  private static SwapState restart(SwapContext context, SwapState state) {
    return state instanceof SwapState.Requested
        ? begun(context)
        : new SwapState.Adopting(context, resumed(state, context));
  }

  private static SwapState begun(SwapContext context) {
    return context.plan().intent().carries()
        ? new SwapState.Consulting(context)
        : new SwapState.Sealing(context);
  }

  /** The same step again, or a safe one before it. */
  private static SwapState resumed(SwapState state, SwapContext context) {
    return switch (state) {
      case SwapState.Adopting s -> resumed(s.then(), context);
      case SwapState.Preparing preparing -> preparing(preparing, context.uncomposed());
      case SwapState.InWindow ignored -> new SwapState.LeavingWindow(context.uncomposed());
      case SwapState.Exchanging ignored -> new SwapState.LookingUp(context, null);
      case SwapState.LookingUp s -> new SwapState.LookingUp(context, s.cause());
      case SwapState.Replacing s -> new SwapState.Replacing(context, s.index());
      case SwapState.Published published -> published(published, context);
      case SwapState.RestartingMerges s -> new SwapState.RestartingMerges(context, s.failure());
      case SwapState.Unsealing s -> new SwapState.RestartingMerges(context, s.failure());
      case SwapState.Terminal terminal -> terminal;
    };
  }

  private static SwapState preparing(SwapState.Preparing state, SwapContext context) {
    return switch (state) {
      case SwapState.Requested ignored -> begun(context);
      case SwapState.Consulting ignored -> new SwapState.Consulting(context);
      case SwapState.Assembling ignored -> new SwapState.Consulting(context);
      case SwapState.Sealing ignored -> new SwapState.Sealing(context);
      case SwapState.KeepingPrevious ignored -> new SwapState.VerifyingParts(context);
      case SwapState.VerifyingParts ignored -> new SwapState.VerifyingParts(context);
      case SwapState.VerifyingRows ignored -> new SwapState.VerifyingParts(context);
      case SwapState.Surveying ignored -> new SwapState.VerifyingParts(context);
      case SwapState.Cloning ignored -> new SwapState.VerifyingParts(context);
    };
  }

  private static SwapState published(SwapState.Published state, SwapContext context) {
    return switch (state) {
      case SwapState.NotingInserts ignored -> new SwapState.NotingInserts(context);
      case SwapState.StartingMerges s -> new SwapState.StartingMerges(context, s.carried());
      case SwapState.Draining s -> new SwapState.Draining(context, s.carried());
      case SwapState.ListingLate s -> new SwapState.ListingLate(context, s.carried());
      case SwapState.CopyingLate s -> new SwapState.ListingLate(context, s.carried());
      case SwapState.MovingLate s ->
          new SwapState.MovingLate(context, s.carried(), Doubt.MAY_HAVE_RUN);
      case SwapState.ReleasingMerges ignored -> new SwapState.ReleasingMerges(context);
      case SwapState.Reading ignored -> new SwapState.Reading(context);
      case SwapState.Retiring s -> new SwapState.Retiring(context, s.partitions());
    };
  }
}
