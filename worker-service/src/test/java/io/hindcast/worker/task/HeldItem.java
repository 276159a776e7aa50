package io.hindcast.worker.task;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.Position;
import io.hindcast.messaging.WorkItem;
import io.hindcast.schemas.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A work item whose lock the test holds. */
final class HeldItem implements WorkItem<Task> {
  private final Task task;
  private final int deliveryCount;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean lost;

  HeldItem(Task task, int deliveryCount) {
    this.task = task;
    this.deliveryCount = deliveryCount;
  }

  @Override
  public Delivery<Task> delivery() {
    return new Delivery<>(task, "key", new Position("tasks", 0, 0), Instant.EPOCH, Map.of());
  }

  @Override
  public int deliveryCount() {
    return deliveryCount;
  }

  @Override
  public synchronized boolean lockLost() {
    return lost;
  }

  @Override
  public synchronized void onLockLost(Runnable action) {
    if (lost) {
      action.run();
    } else {
      actions.add(action);
    }
  }

  synchronized void lose() {
    lost = true;
    actions.forEach(Runnable::run);
  }
}
