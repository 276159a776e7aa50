package io.hindcast.messaging.kafka;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.FailureKind;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.RetryPolicy;
import io.hindcast.schemas.DeliveryFailure;
import io.hindcast.schemas.codec.MalformedMessageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees one record after the other through: handled, or a dead letter; never skipped. */
record OrderedHandling<T extends SpecificRecord>(
    RecordReader<T> reader,
    MessageHandler<T> handler,
    DeadLetters deadLetters,
    RetryPolicy retry,
    HealthBoard health) {
  private static final Logger LOG = LoggerFactory.getLogger(OrderedHandling.class);
  private static final int HISTORY_MAX = 20;

  /** Returns true when the record is done with, false when the signal came first. */
  boolean settle(ConsumerRecord<byte[], byte[]> record, StopSignal stop)
      throws InterruptedException {
    Delivery<T> delivery;
    try {
      delivery = reader.read(record);
    } catch (MalformedMessageException e) {
      return bury(record, Reason.of(e), new ArrayDeque<>(), 1, stop);
    }
    return handle(record, delivery, stop);
  }

  private boolean handle(
      ConsumerRecord<byte[], byte[]> record, Delivery<T> delivery, StopSignal stop)
      throws InterruptedException {
    var history = new ArrayDeque<DeliveryFailure>();
    for (int attempt = 1; ; attempt++) {
      try {
        handler.handle(delivery);
        health.up(part(record));
        return true;
      } catch (Throwable failure) {
        // Whatever a handler throws, the partition must neither stall silently nor lose the record.
        if (failure instanceof InterruptedException && stop.isGiven()) {
          return false;
        }
        if (hopeless(failure, attempt)) {
          return bury(record, Reason.of(failure), history, attempt, stop);
        }
        remember(history, attempt, failure);
        if (pause(record, failure, attempt, stop)) {
          return false;
        }
      }
    }
  }

  private boolean hopeless(Throwable failure, int attempt) {
    return failure instanceof PoisonMessageException
        || switch (FailureKind.of(failure)) {
          case MESSAGE -> true;
          case DEFECT -> attempt >= retry.defectAttemptsMax();
          case INFRASTRUCTURE -> false;
        };
  }

  private boolean bury(
      ConsumerRecord<byte[], byte[]> record,
      Reason reason,
      Deque<DeliveryFailure> history,
      int attempts,
      StopSignal stop)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        deadLetters.put(record, reason, attempts, List.copyOf(history));
        health.up(part(record));
        return true;
      } catch (RuntimeException failure) {
        // Going on without the dead letter would lose the message, whatever the reason.
        if (pause(record, failure, attempt, stop)) {
          return false;
        }
      }
    }
  }

  private boolean pause(
      ConsumerRecord<byte[], byte[]> record, Throwable failure, int failures, StopSignal stop)
      throws InterruptedException {
    Reason reason = Reason.of(failure);
    health.down(part(record), reason.code() + ": " + reason.message());
    LOG.warn(
        "{} failed {} times, next attempt in {}",
        RecordReader.position(record),
        failures,
        retry.pause(failures),
        failure);
    return stop.await(retry.pause(failures));
  }

  private void remember(Deque<DeliveryFailure> history, int attempt, Throwable failure) {
    if (history.size() == HISTORY_MAX) {
      history.removeFirst();
    }
    history.addLast(Failures.record(attempt, Reason.of(failure), deadLetters.clock()));
  }

  private static String part(ConsumerRecord<byte[], byte[]> record) {
    return "partition " + record.partition();
  }
}
