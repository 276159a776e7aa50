package io.hindcast.core.swap;

import java.util.function.UnaryOperator;

/**
 * What a swap takes along from state to state.
 *
 * @param plan what to publish
 * @param epoch of the lease under which the swap runs; 0 before the first
 * @param storages the identities between which the exchange is decided
 * @param sealedParts digest of the touched parts that were verified; empty before
 * @param windows how often merges were stopped
 * @param figures what it cost so far
 */
public record SwapContext(
    SwapPlan plan,
    long epoch,
    Storages storages,
    String sealedParts,
    int windows,
    SwapFigures figures) {

  /** A swap that nobody has started. */
  public static SwapContext of(SwapPlan plan) {
    return new SwapContext(plan, 0, Storages.UNKNOWN, "", 0, SwapFigures.NONE);
  }

  /** Names of the working tables now. */
  public SwapTables tables() {
    return new SwapTables(plan.shadow(), plan.swapId(), epoch);
  }

  SwapContext at(long newEpoch) {
    return new SwapContext(plan, newEpoch, storages, sealedParts, windows, figures);
  }

  SwapContext between(Storages found) {
    return new SwapContext(plan, epoch, found, sealedParts, windows, figures);
  }

  SwapContext verified(String parts) {
    return new SwapContext(plan, epoch, storages, parts, windows, figures);
  }

  SwapContext enteringWindow() {
    return new SwapContext(plan, epoch, storages, sealedParts, windows + 1, figures);
  }

  SwapContext with(UnaryOperator<SwapFigures> change) {
    return new SwapContext(plan, epoch, storages, sealedParts, windows, change.apply(figures));
  }
}
