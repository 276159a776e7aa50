package io.hindcast.messaging.kafka;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.FailureKind;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.RetryPolicy;
import io.hindcast.messaging.WorkHandler;
import io.hindcast.messaging.WorkOutcome;
import io.hindcast.schemas.codec.MalformedMessageException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the work of one record and says how to acknowledge it. */
record WorkHandling<T extends SpecificRecord>(
    RecordReader<T> reader,
    WorkHandler<T> handler,
    DeadLetters deadLetters,
    Failures failures,
    RetryPolicy retry,
    int deliveriesMax) {
  private static final Logger LOG = LoggerFactory.getLogger(WorkHandling.class);

  /** A reason for workers that died with the message in hand, as often as it may be handed out. */
  private static final String EXHAUSTED = "DELIVERIES_EXHAUSTED";

  AcknowledgeType settle(ConsumerRecord<byte[], byte[]> record, WorkLock lock, StopSignal stop)
      throws InterruptedException {
    int count = deliveryCount(record);
    if (count > deliveriesMax) {
      String text =
          "Handed out %d times without an end: its workers died or stalled.".formatted(count - 1);
      return bury(record, new Reason(EXHAUSTED, text), lock, stop);
    }
    try {
      Delivery<T> delivery = reader.read(record);
      return acknowledge(
          record, handler.handle(new LockedItem<>(delivery, count, lock)), lock, stop);
    } catch (MalformedMessageException | PoisonMessageException e) {
      return bury(record, Reason.of(e), lock, stop);
    } catch (Throwable failure) {
      // Whatever a handler throws, the record must be acknowledged one way or another.
      if (failure instanceof InterruptedException && stop.isGiven()) {
        return AcknowledgeType.RELEASE;
      }
      LOG.warn("{} failed at delivery {}", RecordReader.position(record), count, failure);
      return failed(record, failure, lock, stop);
    }
  }

  private AcknowledgeType acknowledge(
      ConsumerRecord<byte[], byte[]> record, WorkOutcome outcome, WorkLock lock, StopSignal stop)
      throws InterruptedException {
    return switch (outcome) {
      case WorkOutcome.Accept accepted -> {
        failures.forget(RecordReader.position(record));
        yield AcknowledgeType.ACCEPT;
      }
      case WorkOutcome.Release release ->
          release(record, new Reason("RELEASED", release.reason()), lock, stop);
      case WorkOutcome.Reject reject ->
          bury(record, new Reason(reject.code(), reject.message()), lock, stop);
    };
  }

  private AcknowledgeType failed(
      ConsumerRecord<byte[], byte[]> record, Throwable failure, WorkLock lock, StopSignal stop)
      throws InterruptedException {
    Reason reason = Reason.of(failure);
    return FailureKind.of(failure) == FailureKind.MESSAGE
        ? bury(record, reason, lock, stop)
        : release(record, reason, lock, stop);
  }

  private AcknowledgeType release(
      ConsumerRecord<byte[], byte[]> record, Reason reason, WorkLock lock, StopSignal stop)
      throws InterruptedException {
    int count = deliveryCount(record);
    if (count >= deliveriesMax) {
      return bury(record, reason, lock, stop);
    }
    failures.add(
        RecordReader.position(record), Failures.record(count, reason, deadLetters.clock()));
    // Holding the record back paces a failure that every worker would run into at once.
    stop.await(retry.pause(count));
    return AcknowledgeType.RELEASE;
  }

  private AcknowledgeType bury(
      ConsumerRecord<byte[], byte[]> record, Reason reason, WorkLock lock, StopSignal stop)
      throws InterruptedException {
    for (int attempt = 1; !lock.isLost(); attempt++) {
      try {
        deadLetters.put(
            record, reason, deliveryCount(record), failures.of(RecordReader.position(record)));
        failures.forget(RecordReader.position(record));
        return AcknowledgeType.REJECT;
      } catch (RuntimeException failure) {
        // Rejecting without the dead letter would lose the message, whatever the reason.
        LOG.warn("No dead letter for {} yet", RecordReader.position(record), failure);
        if (stop.await(retry.pause(attempt))) {
          break;
        }
      }
    }
    return AcknowledgeType.RELEASE;
  }

  static int deliveryCount(ConsumerRecord<byte[], byte[]> record) {
    return record.deliveryCount().map(Short::intValue).orElse(1);
  }
}
