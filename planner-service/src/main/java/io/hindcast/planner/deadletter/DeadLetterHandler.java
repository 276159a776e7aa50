package io.hindcast.planner.deadletter;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.deadletter.PutAside;
import io.hindcast.core.text.PlainText;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Keeps what consumers have put aside, and lets those hear of it who wait for it. */
public final class DeadLetterHandler implements MessageHandler<DeadLetter> {
  private static final int LETTERS_MAX = 10_000;
  private static final int TEXT_MAX = 4_000;
  private static final Duration KEEP = Duration.ofDays(30);

  private final BackfillStore store;
  private final MessageHandler<DeadLetter> next;
  private final InstantSource clock;

  /**
   * Wired by the planner's main.
   *
   * @param next hears of each dead letter once it is kept
   */
  public DeadLetterHandler(
      BackfillStore store, MessageHandler<DeadLetter> next, InstantSource clock) {
    this.store = store;
    this.next = next;
    this.clock = clock;
  }

  @Override
  public void handle(Delivery<DeadLetter> delivery) throws Exception {
    PutAside letter = letter(delivery.message());
    Instant now = clock.instant();
    store.inTransaction(tx -> {
      tx.deadLetters().forgetBefore(now.minus(KEEP));
      tx.deadLetters().save(letter, now, LETTERS_MAX);
      return true;
    });
    next.handle(delivery);
  }

  private static PutAside letter(DeadLetter message) {
    ByteBuffer payload = message.getPayload();
    int bytes = payload.remaining();
    return new PutAside(
        message.getMeta().getEventId(),
        new PutAside.Origin(
            clean(message.getTopic()),
            message.getPartition(),
            message.getOffset(),
            key(message.getKey()),
            bytes <= PutAside.KEPT_MAX ? bytes(payload) : new byte[0],
            bytes),
        new PutAside.Reason(
            clean(message.getCode()),
            clean(message.getMessage()),
            clean(message.getService()),
            message.getDeliveryCount()),
        message.getMeta().getOccurredAt());
  }

  private static @Nullable String key(@Nullable ByteBuffer key) {
    return key == null ? null : clean(new String(bytes(key), StandardCharsets.UTF_8));
  }

  /** Anybody may publish a dead letter: no text is longer, or has control characters. */
  private static String clean(String text) {
    return PlainText.line(text, TEXT_MAX);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
