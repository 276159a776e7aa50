package io.hindcast.messaging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.messaging.WorkOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what docs/messaging.md reports; the bounds only catch what is badly wrong. */
class MessagingLatencyIT {
  private static final Logger LOG = LoggerFactory.getLogger(MessagingLatencyIT.class);
  private static final int MESSAGES = 300;
  private static final int BACKLOG = 1_000;
  private static final Duration BEARABLE = Duration.ofMillis(500);

  private final BlockingQueue<Long> handledAt = new LinkedBlockingQueue<>();
  private TestBroker broker;
  private KafkaMessageBus bus;

  @BeforeEach
  void open() {
    broker = new TestBroker(1);
    bus = broker.bus();
  }

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void orderedSubscription() throws Exception {
    broker.publish("k", "first");
    long subscribed = System.nanoTime();
    bus.subscribe(broker.topic(), broker.group(), delivery -> handledAt.add(System.nanoTime()));
    report("ordered: first delivery after subscribing", TestBroker.next(handledAt) - subscribed);
    measure("ordered");
  }

  @Test
  void workQueue() throws Exception {
    broker.publish("k", "first");
    long subscribed = System.nanoTime();
    work(1);
    report("work: first delivery after subscribing", TestBroker.next(handledAt) - subscribed);
    measure("work");
  }

  @Test
  void workBacklog() throws Exception {
    for (int i = 0; i < BACKLOG; i++) {
      broker.publish("k", Integer.toString(i));
    }
    work(2);
    long first = TestBroker.next(handledAt);
    long last = first;
    for (int i = 1; i < BACKLOG; i++) {
      last = TestBroker.next(handledAt);
    }
    report("work: per item of a backlog, two slots", (last - first) / (BACKLOG - 1));
  }

  private void work(int slots) {
    bus.consumeWork(
        broker.topic(),
        broker.group(),
        slots,
        item -> {
          handledAt.add(System.nanoTime());
          return WorkOutcome.accept();
        });
  }

  private void measure(String kind) throws InterruptedException {
    long[] latencies = new long[MESSAGES];
    for (int i = 0; i < MESSAGES; i++) {
      long published = System.nanoTime();
      broker.publish("k", Integer.toString(i));
      latencies[i] = TestBroker.next(handledAt) - published;
    }
    Arrays.sort(latencies);
    report(kind + ": publish to handler, p50", latencies[MESSAGES / 2]);
    report(kind + ": publish to handler, p99", latencies[MESSAGES * 99 / 100]);
    assertThat(Duration.ofNanos(latencies[MESSAGES / 2])).isLessThan(BEARABLE);
  }

  private static void report(String what, long nanos) {
    LOG.info("{}: {} ms", what, "%.1f".formatted(nanos / 1e6));
  }
}
