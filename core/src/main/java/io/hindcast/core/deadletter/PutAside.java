package io.hindcast.core.deadletter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was put aside, and why.
 *
 * @param eventId of the dead letter; the same message put aside twice has one
 * @param origin where the message came from
 * @param reason why it could not be handled
 * @param at when it was put aside, by the consumer's clock
 */
public record PutAside(UUID eventId, Origin origin, Reason reason, Instant at) {
  /** The largest message that is kept for being delivered again, in bytes. */
  public static final int KEPT_MAX = 1 << 20;

  /**
   * Where it came from.
   *
   * @param topic with the prefix
   * @param partition -1 for a task that the planner has given up
   * @param offset -1 for a task that the planner has given up
   * @param key null when it had none
   * @param payload the encoded message; empty when it is longer than {@link #KEPT_MAX}
   * @param bytes its length
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on as it is; never compared.
  public record Origin(
      String topic, int partition, long offset, @Nullable String key, byte[] payload, int bytes) {}

  /**
   * Why.
   *
   * @param code stable name
   * @param message for people
   * @param service the consumer group that gave up
   * @param deliveries how often it had been handed out
   */
  public record Reason(String code, String message, String service, int deliveries) {}

  /**
   * As it is kept.
   *
   * @param number what people call it by; grows with time
   * @param seenAt when the planner heard of it
   * @param replayedAt when it was delivered again for the last time; null when it was not
   */
  public record Kept(long number, PutAside letter, Instant seenAt, @Nullable Instant replayedAt) {}
}
