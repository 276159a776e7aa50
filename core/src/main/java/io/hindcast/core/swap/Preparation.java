package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import java.util.List;

/** Sealing, verifying and cloning at leisure. */
final class Preparation {
  /** A second survey costs one query and shrinks what has to be cloned while merges stand still. */
  private static final int SURVEYS_MAX = 3;

  private Preparation() {}

  static SwapState next(SwapState.Preparing state, SwapEvent event) {
    SwapContext context = state.context();
    return switch (state) {
      case SwapState.Consulting ignored when event instanceof SwapEvent.HistoryRead read ->
          consulted(context, new History(context.plan(), read.swaps()));
      case SwapState.Assembling s when event instanceof SwapEvent.Assembled assembled ->
          assembled(s, assembled);
      case SwapState.Sealing s when event instanceof SwapEvent.Sealed sealed -> sealed(s, sealed);
      case SwapState.VerifyingParts ignored when event instanceof SwapEvent.PartsRead read ->
          partsRead(context, read);
      case SwapState.VerifyingRows s when event instanceof SwapEvent.RowsRead read ->
          rowsRead(s, read);
      case SwapState.Surveying s when event instanceof SwapEvent.PartsListed listed ->
          surveyed(s, listed);
      case SwapState.Cloning s when event instanceof SwapEvent.Cloned cloned ->
          new SwapState.Surveying(context.composed(cloned), s.round() + 1);
      case SwapState.KeepingPrevious ignored when event instanceof SwapEvent.Cloned cloned ->
          new SwapState.Replacing(context.composed(cloned), 0);
      case SwapState.Preparing ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  private static SwapState consulted(SwapContext context, History history) {
    if (!context.plan().intent().undoing()) {
      return new SwapState.Assembling(context, history.carrying());
    }
    return history
        .problem()
        .map(problem -> Reverse.refuse(context, problem))
        .orElseGet(() -> new SwapState.Assembling(context, history.undoing()));
  }

  private static SwapState assembled(SwapState.Assembling state, SwapEvent.Assembled assembled) {
    SwapContext context = state.context();
    List<String> damaged = History.damaged(state.assembly(), assembled);
    return damaged.isEmpty()
        ? new SwapState.Sealing(
            context.assembled(History.pins(state.assembly(), assembled), assembled))
        : Reverse.refuse(context, damaged(context.plan(), damaged));
  }

  private static SwapFailure damaged(SwapPlan plan, List<String> partitions) {
    return new SwapFailure(
        ErrorCode.CONTENT_CHANGED,
        ("What earlier swaps of %s have kept of the partitions %s is not what they recorded:"
                + " somebody has changed the kept tables. Compute these partitions again")
            .formatted(plan.target(), partitions),
        partitions);
  }

  private static SwapState sealed(SwapState.Sealing state, SwapEvent.Sealed sealed) {
    SwapContext context = state.context().between(sealed.storages());
    if (context.exchanges() && !sealed.storages().exchangeable()) {
      return Reverse.refuse(
          context,
          SwapFailure.of(
              ErrorCode.ILLEGAL_STATE,
              ("%s cannot be exchanged: its database gives tables no identity. Use an Atomic"
                      + " database or swap.strategy: replace")
                  .formatted(context.plan().target())));
    }
    return new SwapState.VerifyingParts(context);
  }

  private static SwapState partsRead(SwapContext context, SwapEvent.PartsRead read) {
    PinCheck check = PinCheck.byParts(context.plan().pins(), read.partitions());
    SwapContext verified =
        context.verified(VerifiedDigest.of(context.plan().touched(), read.parts()));
    return check.undecided().isEmpty()
        ? verified(verified)
        : new SwapState.VerifyingRows(verified, check.undecided());
  }

  private static SwapState rowsRead(SwapState.VerifyingRows state, SwapEvent.RowsRead read) {
    SwapPlan plan = state.context().plan();
    PinCheck check = PinCheck.byRows(plan.pins(), state.partitions(), read.partitions());
    return check.differing().isEmpty()
        ? verified(state.context())
        : Reverse.refuse(state.context(), check.failure(plan));
  }

  private static SwapState verified(SwapContext context) {
    return context.exchanges()
        ? new SwapState.Surveying(context, 0)
        : new SwapState.KeepingPrevious(context);
  }

  private static SwapState surveyed(SwapState.Surveying state, SwapEvent.PartsListed listed) {
    CloneList outdated = new Comparison(state.context(), listed).outdated();
    return outdated.isEmpty() || state.round() >= SURVEYS_MAX
        ? new SwapState.StoppingMerges(state.context())
        : new SwapState.Cloning(state.context(), state.round(), outdated);
  }
}
