package io.hindcast.core.swap;

/**
 * Somebody else has taken the target's lease: what was to be stored is not, and nothing more may be
 * done.
 */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the lease. */
  public LeaseLostException(SwapLease lease) {
    super(
        "The lease of %s with epoch %d is no longer held by %s"
            .formatted(lease.target(), lease.epoch(), lease.holder()));
  }
}
