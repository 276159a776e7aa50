package io.hindcast.messaging;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.outbox.Letter;
import io.hindcast.core.outbox.Sender;
import io.hindcast.core.outbox.SentLetters;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lets messages through that a service has really sent. Any other is put aside as a dead letter:
 * whoever can write to a topic cannot speak for a service by that.
 *
 * @param sent what services have sent
 */
public record Genuine(SentLetters sent) {

  /** The handler, for messages of this service alone. */
  public <T extends SpecificRecord> MessageHandler<T> from(
      Sender sender, MessageHandler<T> handler) {
    return delivery -> {
      require(sender, delivery);
      handler.handle(delivery);
    };
  }

  /** The worker of a queue, for messages of this service alone. */
  public <T extends SpecificRecord> WorkHandler<T> work(Sender sender, WorkHandler<T> handler) {
    return new WorkHandler<>() {
      @Override
      public WorkOutcome handle(WorkItem<T> item) throws Exception {
        require(sender, item.delivery());
        return handler.handle(item);
      }

      @Override
      public boolean ready() {
        return handler.ready();
      }
    };
  }

  /** Whether the service has really sent it. */
  public boolean is(Sender sender, Delivery<?> delivery) {
    return sent.has(
        sender,
        new Letter(delivery.eventId(), delivery.topic(), delivery.key(), delivery.sha256()));
  }

  private void require(Sender sender, Delivery<?> delivery) {
    if (!is(sender, delivery)) {
      throw new PoisonMessageException(
          ErrorCode.MESSAGE_FORGED.name(),
          ("Event %s on %s is none that the %s has sent: its id, key or content is another, or it is older"
                  + " than what services remember. Nothing was done; look at who may write to the topic")
              .formatted(
                  delivery.eventId(), delivery.topic(), sender.name().toLowerCase(Locale.ROOT)));
    }
  }
}
