package io.hindcast.relay.swap;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapLease;
import io.hindcast.core.swap.SwapStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews one lease until closed, and knows until when it surely holds. */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int RENEWALS_PER_LEASE = 4;

  private final SwapStore store;
  private final SwapLease lease;
  private final Duration validFor;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long heldUntilNanos;

  /**
   * @param askedAtNanos when the lease was asked for: by then at the latest its time began
   */
  LeaseKeeper(SwapStore store, SwapLease lease, Duration validFor, long askedAtNanos) {
    this.store = store;
    this.lease = lease;
    this.validFor = validFor;
    this.heldUntilNanos = askedAtNanos + validFor.toNanos();
    Thread.ofVirtual().name("lease-" + lease.target()).start(this::renew);
  }

  /** Throws when the lease may have gone to somebody else. */
  void requireHeld() {
    if (heldUntilNanos - System.nanoTime() <= 0) {
      throw new LeaseLostException(lease);
    }
  }

  private void renew() {
    try {
      while (!closed.await(validFor.toMillis() / RENEWALS_PER_LEASE, TimeUnit.MILLISECONDS)) {
        long asked = System.nanoTime();
        if (!renewed()) {
          heldUntilNanos = asked;
          return;
        }
        heldUntilNanos = asked + validFor.toNanos();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks until the lease would have expired anyway. */
  private boolean renewed() throws InterruptedException {
    while (heldUntilNanos - System.nanoTime() > 0) {
      try {
        return store.renew(lease, validFor);
      } catch (HindcastException e) { // The store is away; the lease still holds for a while.
        LOG.warn("The lease of {} could not be renewed: {}", lease.target(), e.getMessage());
        if (closed.await(validFor.toMillis() / RENEWALS_PER_LEASE / 4, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
