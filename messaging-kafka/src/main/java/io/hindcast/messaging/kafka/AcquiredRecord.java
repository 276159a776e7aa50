package io.hindcast.messaging.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that is locked for a share consumer. For the thread of that consumer only. A broker
 * reports the fate of an acknowledgement per partition, and this consumer has one record at a time.
 */
record AcquiredRecord(
    ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record) {
  private static final Logger LOG = LoggerFactory.getLogger(AcquiredRecord.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration RETURN_POLL = Duration.ofMillis(200);
  private static final int LOCK_MS_DEFAULT = 30_000;

  /** For how long the broker locks a record, as it last said. */
  Duration lockDuration() {
    return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(LOCK_MS_DEFAULT));
  }

  /** Ends the delivery. Returns false if the lock was gone or the broker could not be told. */
  boolean acknowledge(AcknowledgeType type) {
    consumer.acknowledge(record, type);
    return committed();
  }

  /** Starts the lock's time anew. Returns false if the lock was gone. */
  boolean renew() {
    return acknowledge(AcknowledgeType.RENEW) && returned(consumer.poll(RETURN_POLL));
  }

  /** A renewed record must come out of the next poll to be acknowledged again. */
  private boolean returned(ConsumerRecords<byte[], byte[]> records) {
    boolean found = false;
    for (ConsumerRecord<byte[], byte[]> other : records) {
      if (other.offset() == record.offset() && other.partition() == record.partition()) {
        found = true;
      } else {
        consumer.acknowledge(other, AcknowledgeType.RELEASE);
      }
    }
    return found;
  }

  private boolean committed() {
    Map<TopicIdPartition, Optional<KafkaException>> results = consumer.commitSync(PATIENCE);
    results.values().stream()
        .flatMap(Optional::stream)
        .forEach(failure -> LOG.warn("Acknowledgement of {} failed: {}", this, failure.toString()));
    return !results.isEmpty() && results.values().stream().allMatch(Optional::isEmpty);
  }

  @Override
  public String toString() {
    return RecordReader.position(record) + " (delivery " + WorkHandling.deliveryCount(record) + ")";
  }
}
