package io.hindcast.messaging;

/** How a worker is done with an item. */
public sealed interface WorkOutcome {
  /** The work is done, its effect durable. */
  record Accept() implements WorkOutcome {}

  /**
   * This worker will not do it, another one may.
   *
   * @param reason for the log and the history of a dead letter
   */
  record Release(String reason) implements WorkOutcome {}

  /**
   * Nobody can do it: it becomes a dead letter.
   *
   * @param code stable name of the reason
   * @param message the reason for people
   */
  record Reject(String code, String message) implements WorkOutcome {}

  /** The work is done, its effect durable. */
  static WorkOutcome accept() {
    return new Accept();
  }

  /** This worker will not do it, another one may. */
  static WorkOutcome release(String reason) {
    return new Release(reason);
  }

  /** Nobody can do it: it becomes a dead letter. */
  static WorkOutcome reject(String code, String message) {
    return new Reject(code, message);
  }
}
