package io.hindcast.core.swap;

import java.util.function.UnaryOperator;

/**
 * What a swap takes along from state to state.
 *
 * @param plan what to publish
 * @param epoch of the lease under which the swap runs; 0 before the first
 * @param fence how often, in this epoch, a step was given up whose outcome is unknown
 * @param storages the identities between which the exchange is decided
 * @param sealedParts digest of the touched parts that were verified; empty before
 * @param figures what it cost so far
 */
public record SwapContext(
    SwapPlan plan,
    long epoch,
    int fence,
    Storages storages,
    String sealedParts,
    SwapFigures figures) {

  /** A swap that nobody has started. */
  public static SwapContext of(SwapPlan plan) {
    return new SwapContext(plan, 0, 0, Storages.UNKNOWN, "", SwapFigures.NONE);
  }

  /** Names of the working tables now. */
  public SwapTables tables() {
    return new SwapTables(plan.shadow(), plan.swapId(), epoch, fence);
  }

  SwapContext at(long newEpoch) {
    return new SwapContext(plan, newEpoch, 0, storages, sealedParts, figures);
  }

  SwapContext fenced() {
    return new SwapContext(plan, epoch, fence + 1, storages, sealedParts, figures);
  }

  SwapContext between(Storages found) {
    return new SwapContext(plan, epoch, fence, found, sealedParts, figures);
  }

  SwapContext verified(String parts) {
    return new SwapContext(plan, epoch, fence, storages, parts, figures);
  }

  SwapContext with(UnaryOperator<SwapFigures> change) {
    return new SwapContext(plan, epoch, fence, storages, sealedParts, change.apply(figures));
  }
}
