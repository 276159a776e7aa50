package io.hindcast.core.backfill;

import java.util.function.Function;

/** Where backfills live. */
public interface BackfillStore {

  /**
   * Runs the body in one transaction: all of its changes and messages become visible together, or
   * none does. The body may be run again after a conflict, so it must have no other effect.
   *
   * @throws io.hindcast.core.error.HindcastException STORE_UNAVAILABLE when the outcome is unknown
   *     or nothing was done
   */
  <T> T inTransaction(Function<BackfillTransaction, T> body);
}
