package io.hindcast.messaging;

/** What the messages of a topic are keyed by. Messages with one key are delivered in order. */
public enum TopicKey {
  /** The backfill's id, as its canonical string. */
  BACKFILL_ID,
  /** The target table as {@code database.table}. */
  TARGET_TABLE,
  /** The worker's id. */
  WORKER_ID,
  /** The key of the message that it is about. */
  ORIGINAL_KEY
}
