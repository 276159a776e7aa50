package io.hindcast.messaging;

import org.apache.avro.specific.SpecificRecord;

/** Takes the messages of a work queue. */
@FunctionalInterface
public interface WorkHandler<T extends SpecificRecord> {
  /**
   * Does the work of one message, for as long as it takes: the message stays locked meanwhile. Runs
   * on a virtual thread of its own, which is interrupted when a drain's time is over.
   *
   * @throws PoisonMessageException if the message can never be handled: it becomes a dead letter
   * @throws Exception for any other failure: the message goes to whichever worker is free next, or
   *     becomes a dead letter when it was delivered too often
   */
  WorkOutcome handle(WorkItem<T> item) throws Exception;

  /**
   * Whether to take a message now; asked again within a second while it says no. What is taken
   * already is not concerned. Never blocks; longer than a few minutes the queue takes the worker
   * for dead.
   */
  default boolean ready() {
    return true;
  }
}
