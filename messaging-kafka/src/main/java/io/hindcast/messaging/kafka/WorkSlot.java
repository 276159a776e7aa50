package io.hindcast.messaging.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one message at a time, with a share consumer of its own: a share consumer gives out no
 * new record before all earlier ones are acknowledged, so sharing one among slots would make them
 * wait for the slowest. The handler runs on a virtual thread; this slot's own thread is the only
 * one that talks to the consumer.
 */
final class WorkSlot {
  private static final Logger LOG = LoggerFactory.getLogger(WorkSlot.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** How soon a running handler's slot notices the signal. */
  private static final Duration WATCH = Duration.ofMillis(100);

  private static final Duration INTERRUPTION_PATIENCE = Duration.ofSeconds(1);
  private static final int RENEWALS_PER_LOCK = 3;

  private final String name;
  private final String topic;
  private final Supplier<ShareConsumer<byte[], byte[]>> consumers;
  private final WorkHandling<?> handling;
  private final HealthBoard health;
  private final StopSignal stop;

  WorkSlot(
      String name,
      Supplier<ShareConsumer<byte[], byte[]>> consumers,
      WorkHandling<?> handling,
      HealthBoard health,
      StopSignal stop) {
    this.name = name;
    this.topic = handling.reader().topic().name();
    this.consumers = consumers;
    this.handling = handling;
    this.health = health;
    this.stop = stop;
  }

  /** Serves with one consumer until the signal is given or the consumer fails. */
  void consume() {
    try (ShareConsumer<byte[], byte[]> consumer = consumers.get()) {
      consumer.subscribe(List.of(topic));
      LOG.info("{} subscribed.", name);
      var connection = new Connection(name, health);
      while (!stop.isGiven()) {
        if (!handling.handler().ready()) {
          stop.await(POLL);
          continue;
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          work(new AcquiredRecord(consumer, record));
        }
        connection.check(consumer::metrics);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.give(Duration.ZERO);
    }
  }

  private void work(AcquiredRecord acquired) throws InterruptedException {
    var lock = new WorkLock();
    var task = new FutureTask<>(() -> handling.settle(acquired.record(), lock, stop));
    Thread thread = Thread.ofVirtual().name(name + "-handler").start(task);
    Optional<AcknowledgeType> outcome = await(acquired, task, lock);
    if (outcome.isEmpty()) {
      abandon(acquired, thread, lock);
    } else if (lock.isLost()) {
      health.up(name);
      LOG.warn("{} ignores the outcome of {}: its lock was lost.", name, acquired);
    } else if (!acquired.acknowledge(outcome.get())) {
      LOG.warn("{} could not acknowledge {}; it will be delivered again.", name, acquired);
    }
  }

  /** The outcome, with the lock renewed until it is there; empty when the drain's time is over. */
  private Optional<AcknowledgeType> await(
      AcquiredRecord acquired, FutureTask<AcknowledgeType> task, WorkLock lock)
      throws InterruptedException {
    long renewEvery = acquired.lockDuration().toNanos() / RENEWALS_PER_LOCK;
    long renewedAt = System.nanoTime();
    while (!stop.isGiven() || stop.leftOr(WATCH).isPositive()) {
      try {
        return Optional.of(task.get(WATCH.toNanos(), TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        throw new IllegalStateException("Handling %s failed".formatted(acquired), e.getCause());
      } catch (TimeoutException runsOn) {
        if (System.nanoTime() - renewedAt >= renewEvery) {
          renew(acquired, lock);
          renewedAt = System.nanoTime();
        }
      }
    }
    return Optional.empty();
  }

  private void renew(AcquiredRecord acquired, WorkLock lock) {
    if (!lock.isLost() && !acquired.renew()) {
      health.down(name, "lock of %s lost, waiting for its handler".formatted(acquired));
      LOG.warn("{} lost the lock of {}; another worker may have it now.", name, acquired);
      lock.lose();
    }
  }

  /** Leaves the record to be released by the consumer's end. */
  private void abandon(AcquiredRecord acquired, Thread thread, WorkLock lock)
      throws InterruptedException {
    LOG.warn("{} gives {} back: the drain's time is over.", name, acquired);
    lock.lose();
    thread.interrupt();
    if (!thread.join(INTERRUPTION_PATIENCE)) {
      LOG.error("{}: the handler of {} ignores its interruption.", name, acquired);
    }
  }
}
