package io.hindcast.relay.outbox;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Publishes batches of routed outbox rows. A batch counts as processed only when the brokers have
 * acknowledged all of it; until then nothing more is read, which is the back-pressure.
 */
final class OutboxPublisher implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {
  private final Producer<byte[], byte[]> producer;
  private final OutboxMeters meters;

  OutboxPublisher(Producer<byte[], byte[]> producer, OutboxMeters meters) {
    this.producer = producer;
    this.meters = meters;
  }

  /** Throws when a record was not acknowledged: the engine ends and reads the batch again. */
  @Override
  public void handleBatch(
      List<RecordChangeEvent<SourceRecord>> batch,
      RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
    for (RecordChangeEvent<SourceRecord> event : batch) {
      OutboxRecord.of(event.record()).ifPresent(record -> sent.add(producer.send(record)));
    }
    producer.flush();
    for (Future<RecordMetadata> acknowledgement : sent) {
      await(acknowledgement);
    }
    meters.published(sent.size());
    for (RecordChangeEvent<SourceRecord> event : batch) {
      committer.markProcessed(event);
    }
    committer.markBatchFinished();
  }

  private static void await(Future<RecordMetadata> acknowledgement) throws InterruptedException {
    try {
      acknowledgement.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "A message of the outbox was not acknowledged: " + e.getCause(), e.getCause());
    }
  }
}
