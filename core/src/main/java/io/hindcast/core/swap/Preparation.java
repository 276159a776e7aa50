package io.hindcast.core.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sealing, verifying and cloning at leisure. */
final class Preparation {
  /** A second survey costs one query and shrinks what has to be cloned while merges stand still. */
  private static final int SURVEYS_MAX = 3;

  private Preparation() {}

  static SwapState next(SwapState.Preparing state, SwapEvent event) {
    SwapContext context = state.context();
    return switch (state) {
      case SwapState.Sealing s when event instanceof SwapEvent.Sealed sealed -> sealed(s, sealed);
      case SwapState.VerifyingParts ignored when event instanceof SwapEvent.PartsRead read ->
          partsRead(context, read);
      case SwapState.VerifyingRows s when event instanceof SwapEvent.RowsRead read ->
          rowsRead(s, read);
      case SwapState.Surveying s when event instanceof SwapEvent.PartsListed listed ->
          surveyed(s, listed);
      case SwapState.Cloning s when event instanceof SwapEvent.Cloned ->
          new SwapState.Surveying(context, s.round() + 1);
      case SwapState.KeepingPrevious ignored when event instanceof SwapEvent.PreviousKept ->
          new SwapState.Replacing(context, 0);
      case SwapState.Preparing ignored -> throw SwapMachine.illegal(state, event);
    };
  }

  private static SwapState sealed(SwapState.Sealing state, SwapEvent.Sealed sealed) {
    SwapContext context = state.context().between(sealed.storages());
    if (context.plan().strategy() == Strategy.EXCHANGE && !sealed.storages().exchangeable()) {
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
    PinCheck check = PinCheck.byParts(context.plan().pins(), judged(context, read));
    if (!check.differing().isEmpty()) {
      return Reverse.refuse(context, check.failure(context.plan()));
    }
    SwapContext verified =
        context.verified(SealedDigest.of(context.plan().touched(), read.parts()));
    return check.undecided().isEmpty()
        ? verified(verified)
        : new SwapState.VerifyingRows(verified, check.undecided());
  }

  /** Once it was verified, other partitions have been cloned into the sealed table. */
  private static Map<String, PartitionDigest> judged(
      SwapContext context, SwapEvent.PartsRead read) {
    Map<String, PartitionDigest> judged = new TreeMap<>(read.partitions());
    if (!context.sealedParts().isEmpty()) {
      judged.keySet().retainAll(context.plan().touched());
    }
    return judged;
  }

  private static SwapState rowsRead(SwapState.VerifyingRows state, SwapEvent.RowsRead read) {
    SwapPlan plan = state.context().plan();
    List<SwapPin> pins =
        plan.pins().stream().filter(pin -> state.partitions().contains(pin.partitionId())).toList();
    PinCheck check = PinCheck.byRows(pins, read.partitions());
    return check.differing().isEmpty()
        ? verified(state.context())
        : Reverse.refuse(state.context(), check.failure(plan));
  }

  private static SwapState verified(SwapContext context) {
    return context.plan().strategy() == Strategy.EXCHANGE
        ? new SwapState.Surveying(context, 0)
        : new SwapState.KeepingPrevious(context);
  }

  private static SwapState surveyed(SwapState.Surveying state, SwapEvent.PartsListed listed) {
    CloneList outdated = Window.outdated(state.context(), listed);
    return outdated.isEmpty() || state.round() >= SURVEYS_MAX
        ? new SwapState.StoppingMerges(state.context())
        : new SwapState.Cloning(state.context(), state.round(), outdated);
  }
}
