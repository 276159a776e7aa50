package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;

/** What a failure leads to, and the way back. */
final class Reverse {
  /** Before anything is published. With the pauses between them these take some minutes. */
  private static final int REPEATS_MAX = 30;

  /** Of what may be a defect as well as a bad moment: a few seconds. */
  private static final int DOUBTFUL_REPEATS_MAX = 5;

  private Reverse() {}

  /** Takes back what was prepared. Merges are started whether or not they were stopped. */
  static SwapState refuse(SwapContext context, SwapFailure failure) {
    return new SwapState.RestartingMerges(context, failure);
  }

  /** Begins anew where that is safe, but not forever. */
  static SwapState again(SwapState state, SwapFailure failure) {
    return state.context().fence() < repeats(failure)
        ? Takeover.fenced(state)
        : refuse(state.context(), failure);
  }

  /**
   * What failed for good before the exchange is refused. All else is begun anew, fenced, since its
   * outcome is unknown; after the exchange for as long as it takes.
   */
  static SwapState after(SwapFailure failure, SwapState state, SwapEvent event) {
    boolean mayPass = failure.code().retryable();
    return switch (state) {
      case SwapState.Requested ignored -> throw SwapMachine.illegal(state, event);
      case SwapState.Preparing s -> mayPass ? again(s, failure) : refuse(s.context(), failure);
      case SwapState.InWindow s -> mayPass ? again(s, failure) : refuse(s.context(), failure);
      case SwapState.Exchanging s -> exchanging(s, failure);
      case SwapState.LookingUp s -> Takeover.fenced(s);
      case SwapState.Replacing s -> replacing(s, failure);
      case SwapState.Published s -> Takeover.fenced(s);
      case SwapState.Undoing s -> Takeover.fenced(s);
      case SwapState.Adopting s -> Takeover.fenced(s);
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
          Publication.exchanged(context, e.micros(), e.at());
      case SwapState.Undoing ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  /** Looked up before anything else; with the failure in hand if it is not to be tried again. */
  private static SwapState exchanging(SwapState.Exchanging state, SwapFailure failure) {
    boolean again = failure.code().retryable() && state.context().fence() < repeats(failure);
    return again ? Takeover.fenced(state) : new SwapState.LookingUp(state.context(), failure);
  }

  private static int repeats(SwapFailure failure) {
    return failure.code() == ErrorCode.INTERNAL ? DOUBTFUL_REPEATS_MAX : REPEATS_MAX;
  }

  /** Only the first partition can be taken back, and only when it surely was not replaced. */
  private static SwapState replacing(SwapState.Replacing state, SwapFailure failure) {
    return state.index() == 0 && !failure.code().retryable()
        ? refuse(state.context(), failure)
        : Takeover.fenced(state);
  }
}
