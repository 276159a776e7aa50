package io.hindcast.messaging.kafka;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.WorkItem;
import org.apache.avro.specific.SpecificRecord;

/** A work item as a handler sees it. */
record LockedItem<T extends SpecificRecord>(Delivery<T> delivery, int deliveryCount, WorkLock lock)
    implements WorkItem<T> {
  @Override
  public boolean lockLost() {
    return lock.isLost();
  }

  @Override
  public void onLockLost(Runnable action) {
    lock.onLoss(action);
  }
}
