package io.hindcast.planner.course;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Who is being planned right now, to be given up when nobody wants the plan any more. */
final class PlansUnderWay {
  private final Map<UUID, Seat> seats = new ConcurrentHashMap<>();

  /** Makes a plan in the calling thread, which is interrupted when the plan is given up. */
  <T> T make(UUID id, Supplier<T> plan) {
    Seat seat = new Seat(Thread.currentThread());
    seats.put(id, seat);
    try {
      return plan.get();
    } finally {
      seats.remove(id, seat);
      seat.leave();
    }
  }

  boolean has(UUID id) {
    return seats.containsKey(id);
  }

  void giveUp(UUID id) {
    Seat seat = seats.get(id);
    if (seat != null) {
      seat.disturb();
    }
  }

  /** A thread, for as long as it is at work on the plan. */
  private static final class Seat {
    private final Thread thread;
    private boolean left;
    private boolean disturbed;

    Seat(Thread thread) {
      this.thread = thread;
    }

    synchronized void disturb() {
      if (!left) {
        disturbed = true;
        thread.interrupt();
      }
    }

    /** What the thread does next is not to be disturbed. */
    synchronized void leave() {
      left = true;
      if (disturbed) {
        boolean unused = Thread.interrupted();
      }
    }
  }
}
