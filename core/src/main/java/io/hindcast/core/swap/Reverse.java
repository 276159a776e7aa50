package io.hindcast.core.swap;

import io.hindcast.core.swap.SwapState.Doubt;

/** What a failure leads to, and the way back. */
final class Reverse {
  private static final int WINDOWS_MAX = 10;

  private Reverse() {}

  /** Takes back what was prepared. Merges are started whether or not they were stopped. */
  static SwapState refuse(SwapContext context, SwapFailure failure) {
    return new SwapState.RestartingMerges(context, failure);
  }

  static SwapState after(SwapFailure failure, SwapState state, SwapEvent event) {
    return switch (state) {
      case SwapState.Requested ignored -> throw SwapMachine.illegal(state, event);
      case SwapState.Preparing preparing -> refuse(preparing.context(), failure);
      case SwapState.LeavingWindow s -> s;
      case SwapState.InWindow window -> inWindow(window, failure);
      case SwapState.Exchanging s -> new SwapState.LookingUp(s.context(), failure);
      case SwapState.LookingUp s -> s;
      case SwapState.Replacing s -> replacing(s, failure);
      case SwapState.MovingLate s ->
          new SwapState.MovingLate(s.context(), s.carried(), Doubt.MAY_HAVE_RUN);
      case SwapState.CopyingLate s -> new SwapState.ListingLate(s.context(), s.carried());
      case SwapState.Published published -> published;
      case SwapState.Undoing undoing -> undoing;
      case SwapState.Adopting adopting -> adopting;
      case SwapState.Terminal ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  static SwapState next(SwapState.Undoing state, SwapEvent event) {
    SwapContext context = state.context();
    return switch (state) {
      case SwapState.RestartingMerges s when event instanceof SwapEvent.MergesStarted e ->
          new SwapState.Unsealing(context.with(figures -> figures.started(e.at())), s.failure());
      case SwapState.Unsealing s when event instanceof SwapEvent.Unsealed ->
          new SwapState.Refused(context, s.failure());
      case SwapState.Unsealing ignored when event instanceof SwapEvent.Exchanged e ->
          Publication.exchanged(context, e.micros());
      case SwapState.Undoing ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  /** What may pass is tried again, but not with merges standing still. */
  private static SwapState inWindow(SwapState.InWindow state, SwapFailure failure) {
    return failure.code().retryable() && state.context().windows() < WINDOWS_MAX
        ? new SwapState.LeavingWindow(state.context())
        : refuse(state.context(), failure);
  }

  /** Only the first partition can be taken back, and only when it surely was not replaced. */
  private static SwapState replacing(SwapState.Replacing state, SwapFailure failure) {
    return state.index() == 0 && !failure.code().retryable()
        ? refuse(state.context(), failure)
        : state;
  }
}
