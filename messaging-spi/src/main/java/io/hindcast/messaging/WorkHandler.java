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
}
