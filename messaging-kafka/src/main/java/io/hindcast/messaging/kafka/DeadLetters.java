package io.hindcast.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindcast.messaging.MessagePublisher;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.DeliveryFailure;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts messages of one group aside. A dead letter's event id follows from the message's position,
 * so that putting it aside twice is one event.
 */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int KEY_BYTES_MAX = 4 * 1024;
  private static final int PAYLOAD_BYTES_MAX = MessageCodec.BYTES_MAX - 1024 * 1024;

  private final MessagePublisher publisher;
  private final String groupId;
  private final Clock clock;
  private final DeadLetterListener listener;

  DeadLetters(
      MessagePublisher publisher, String groupId, Clock clock, DeadLetterListener listener) {
    this.publisher = publisher;
    this.groupId = groupId;
    this.clock = clock;
    this.listener = listener;
  }

  /** Now, for the history of a message's failures. */
  Clock clock() {
    return clock;
  }

  /**
   * Returns when the dead letter is durable.
   *
   * @throws io.hindcast.core.error.HindcastException if it is not
   */
  void put(
      ConsumerRecord<byte[], byte[]> record,
      Reason reason,
      int deliveryCount,
      List<DeliveryFailure> history) {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setMeta(meta(record))
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setKey(record.key() == null ? null : cut(record.key(), KEY_BYTES_MAX))
            .setPayload(cut(payload(record), PAYLOAD_BYTES_MAX))
            .setCode(reason.code())
            .setMessage(reason.message())
            .setService(groupId)
            .setDeliveryCount(deliveryCount)
            .setHistory(List.copyOf(history))
            .build();
    publisher.publish(Topics.DEAD_LETTERS, key(record), letter);
    LOG.error(
        "{} puts {} aside as a dead letter: {}: {}",
        groupId,
        RecordReader.position(record),
        reason.code(),
        reason.message());
    listener.putAside(record.topic(), reason.code());
  }

  private Meta meta(ConsumerRecord<byte[], byte[]> record) {
    String place = groupId + "/" + RecordReader.position(record);
    return MessageMeta.stamp(
        DeadLetter.class,
        UUID.nameUUIDFromBytes(place.getBytes(UTF_8)),
        backfill(RecordReader.text(record.key())),
        clock.instant(),
        null);
  }

  private static UUID backfill(@Nullable String key) {
    try {
      return key == null ? MessageMeta.NO_BACKFILL : UUID.fromString(key);
    } catch (IllegalArgumentException notBackfill) {
      return MessageMeta.NO_BACKFILL;
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    String key = RecordReader.text(record.key());
    return key == null || key.length() > KEY_BYTES_MAX ? record.topic() : key;
  }

  private static byte[] payload(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? new byte[0] : record.value();
  }

  private static ByteBuffer cut(byte[] bytes, int max) {
    return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, max));
  }
}
