package io.hindcast.core.backfill.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to take back what the open transaction has changed. */
final class Undo {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  void add(Runnable step) {
    steps.push(step);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  void rollBack() {
    while (!steps.isEmpty()) {
      steps.pop().run();
    }
  }

  void commit() {
    steps.clear();
  }
}
