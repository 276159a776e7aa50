package io.hindcast.planner.deadletter;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.deadletter.PutAside;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.codec.MalformedMessageException;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.InstantSource;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a message that was put aside once more: the same bytes to the same topic. Who has
 * handled it meanwhile knows its event id and does nothing.
 */
public final class Replays {
  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

  private final BackfillStore store;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public Replays(BackfillStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Returns when the message is on its way.
   *
   * @param by who asks
   * @throws HindcastException NOT_FOUND when there is no such dead letter; ILLEGAL_STATE when its
   *     message cannot be delivered again, and why
   */
  public PutAside replay(long number, String by) {
    PutAside replayed = store.inTransaction(tx -> replay(tx, number));
    LOG.info(
        "Dead letter {} is delivered to {} again, as {} asks",
        number,
        replayed.origin().topic(),
        by);
    return replayed;
  }

  private PutAside replay(BackfillTransaction tx, long number) {
    PutAside letter =
        tx.deadLetters()
            .find(number)
            .map(PutAside.Kept::letter)
            .orElseThrow(() ->
                new HindcastException(
                    ErrorCode.NOT_FOUND,
                    "There is no dead letter %d; see 'hindcast dead-letters'".formatted(number)));
    tx.sendAgain(message(number, letter.origin()));
    tx.deadLetters().replayed(number, clock.instant());
    return letter;
  }

  private static OutboxMessage message(long number, PutAside.Origin origin) {
    Topic<?> topic =
        Topics.named(origin.topic())
            .orElseThrow(() ->
                impossible(number, "its topic %s is none of Hindcast's".formatted(origin.topic())));
    if (origin.payload().length < origin.bytes()) {
      throw impossible(
          number,
          "it has %,d bytes, and messages of more than %,d are not kept"
              .formatted(origin.bytes(), PutAside.KEPT_MAX));
    }
    String key = origin.key();
    if (key == null || key.isEmpty()) {
      throw impossible(number, "it has no key");
    }
    SpecificRecord message = decode(number, topic, origin.payload());
    return new OutboxMessage(
        MessageMeta.of(message).getEventId(),
        topic.name(),
        key,
        message.getSchema().getName(),
        origin.payload(),
        MessageMeta.of(message).getTraceparent());
  }

  private static SpecificRecord decode(long number, Topic<?> topic, byte[] payload) {
    try {
      return MessageCodec.standard().decode(topic.type(), payload);
    } catch (MalformedMessageException e) {
      throw impossible(number, "it cannot be read: " + e.getMessage());
    }
  }

  private static HindcastException impossible(long number, String why) {
    return new HindcastException(
        ErrorCode.ILLEGAL_STATE,
        "Dead letter %d cannot be delivered again: %s. Let its sender send it anew"
            .formatted(number, why));
  }
}
