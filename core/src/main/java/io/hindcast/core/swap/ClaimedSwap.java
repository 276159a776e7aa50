package io.hindcast.core.swap;

/**
 * A swap whose target's lease was just taken.
 *
 * @param lease the lease
 * @param state as stored, under an earlier epoch
 */
public record ClaimedSwap(SwapLease lease, SwapState state) {}
