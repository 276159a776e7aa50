package io.hindcast.messaging.kafka;

import java.util.ArrayList;
import java.util.List;

/** Whether a work item still is this worker's. Thread-safe. */
final class WorkLock {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean lost;

  synchronized boolean isLost() {
    return lost;
  }

  void onLoss(Runnable action) {
    synchronized (this) {
      if (!lost) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  void lose() {
    List<Runnable> due;
    synchronized (this) {
      lost = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }
}
