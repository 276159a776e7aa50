package io.hindcast.messaging;

import org.apache.avro.specific.SpecificRecord;

/** One message of a work queue, locked for this worker. Thread-safe. */
public interface WorkItem<T extends SpecificRecord> {
  /** The message as it arrived. */
  Delivery<T> delivery();

  /** How often the message was handed out to a worker, this time included; from 1. */
  int deliveryCount();

  /**
   * Whether the lock is gone: another worker may have the message by now, and the outcome of this
   * one is ignored. Work that is not finished should stop.
   */
  boolean lockLost();

  /**
   * Runs the action once when the lock is lost, at once if it already is. The action runs on the
   * thread that talks to the broker, so it must be short and must not throw.
   */
  void onLockLost(Runnable action);

  /** What was said. */
  default T message() {
    return delivery().message();
  }
}
