package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.time.Duration;

/** Has updates that are applied at read written into the parts, so that these can be cloned. */
final class PendingUpdates {
  /** Each time, those that came while the ones before were being written are left. */
  private static final int ROUNDS_MAX = 5;

  private final Warehouse warehouse;
  private final Patience patience;
  private final Duration wait;

  PendingUpdates(Warehouse warehouse, Pause pause, Duration wait) {
    this.warehouse = warehouse;
    this.patience = new Patience(pause);
    this.wait = wait.dividedBy(ROUNDS_MAX);
  }

  /**
   * True when none is pending.
   *
   * @throws HindcastException HOT_PARTITION when new ones come all the time, or take too long
   */
  boolean write(TableName table) {
    for (int i = 0; i < ROUNDS_MAX && warehouse.hasPendingUpdates(table); i++) {
      warehouse.applyUpdates(table);
      patience.await(wait, () -> !warehouse.hasPendingUpdates(table));
    }
    if (warehouse.hasPendingUpdates(table)) {
      throw new HindcastException(
          ErrorCode.HOT_PARTITION,
          ("Rows of %s are updated (UPDATE) faster than the updates can be written into its parts, or"
                  + " its merges stand still. Pause the updates, run ALTER TABLE %s APPLY PATCHES, and"
                  + " try again")
              .formatted(table, table));
    }
    return true;
  }
}
