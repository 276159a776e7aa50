package io.hindcast.messaging.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the records of one assigned partition, one after the other on a virtual thread of its
 * own. The polling thread adds records and asks how far it got; the queue is bounded by the polling
 * thread, which pauses a partition whose {@link #backlog()} is long.
 */
final class PartitionLane {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionLane.class);
  private static final Duration INTERRUPTION_PATIENCE = Duration.ofSeconds(1);

  private final TopicPartition partition;
  private final OrderedHandling<?> handling;
  private final StopSignal stop = new StopSignal();

  /** Empty is the end, so that a lane that waits for records learns about the signal. */
  private final BlockingQueue<Optional<ConsumerRecord<byte[], byte[]>>> queue =
      new LinkedBlockingQueue<>();

  private final Thread thread;
  private volatile long handledUpTo = -1;
  private long committedUpTo = -1;

  PartitionLane(TopicPartition partition, OrderedHandling<?> handling) {
    this.partition = partition;
    this.handling = handling;
    this.thread = Thread.ofVirtual().name("lane-" + partition).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(List<ConsumerRecord<byte[], byte[]>> records) {
    records.forEach(record -> queue.add(Optional.of(record)));
  }

  int backlog() {
    return queue.size();
  }

  /** Offset after the last handled record, unless it is committed; polling thread only. */
  OptionalLong uncommitted() {
    long handled = handledUpTo;
    return handled > committedUpTo ? OptionalLong.of(handled) : OptionalLong.empty();
  }

  /** The offset is committed; polling thread only. */
  void committed(long offset) {
    if (offset <= handledUpTo) {
      committedUpTo = Math.max(committedUpTo, offset);
    }
  }

  /** Whether it works or waits; a lane that neither does nor was stopped has failed. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Begins no further record. */
  void stop(Duration drain) {
    stop.give(drain);
    queue.add(Optional.empty());
  }

  /** Waits for the running record within the drain's time, then interrupts it. */
  void join() throws InterruptedException {
    if (!thread.join(stop.leftOr(Duration.ZERO))) {
      LOG.warn("A handler of {} did not finish in time and is interrupted.", partition);
      thread.interrupt();
      if (!thread.join(INTERRUPTION_PATIENCE)) {
        LOG.error("A handler of {} ignores its interruption and runs on alone.", partition);
      }
    }
  }

  private void run() {
    try {
      for (var next = queue.take(); next.isPresent() && !stop.isGiven(); next = queue.take()) {
        ConsumerRecord<byte[], byte[]> record = next.get();
        if (!handling.settle(record, stop)) {
          return;
        }
        handledUpTo = record.offset() + 1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
