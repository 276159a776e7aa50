package io.hindcast.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.Subscription;
import io.hindcast.messaging.WorkItem;
import io.hindcast.messaging.WorkOutcome;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.DeliveryFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkSubscriptionIT {
  private final BlockingQueue<WorkItem<Control>> taken = new LinkedBlockingQueue<>();
  private final CountDownLatch never = new CountDownLatch(1);
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
  void slotsOfSeveralProcessesWorkSideBySideOnOneKey() throws Exception {
    var allBusy = new CyclicBarrier(4);
    for (KafkaMessageBus process : List.of(bus, broker.bus())) {
      process.consumeWork(
          broker.topic(),
          broker.group(),
          2,
          item -> {
            allBusy.await(20, TimeUnit.SECONDS);
            taken.add(item);
            return WorkOutcome.accept();
          });
    }
    var expected = new HashSet<String>();
    for (int i = 0; i < 20; i++) {
      expected.add("job" + i);
      broker.publish("same-key", "job" + i);
    }
    var done = new HashSet<String>();
    for (int i = 0; i < 20; i++) {
      WorkItem<Control> item = TestBroker.next(taken);
      assertThat(item.deliveryCount()).isEqualTo(1);
      done.add(TestBroker.text(item.delivery()));
    }
    assertThat(done).isEqualTo(expected);
    assertThat(taken).isEmpty();
  }

  @Test
  void workOlderThanTheGroupIsDone() throws Exception {
    broker.publish("k", "early");
    acceptAll(bus);
    assertThat(TestBroker.text(TestBroker.next(taken).delivery())).isEqualTo("early");
  }

  @Test
  void killedWorkersItemComesBackToAnother() throws Exception {
    broker.publish("k", "job");
    Process worker = StuckWorker.start(broker.topic().name(), broker.group());
    try {
      assertThat(worker.inputReader(UTF_8).lines().filter(StuckWorker.TOOK::equals).findFirst())
          .isPresent();
      acceptAll(bus);
    } finally {
      worker.destroyForcibly().waitFor();
    }
    WorkItem<Control> item = TestBroker.next(taken);
    assertThat(TestBroker.text(item.delivery())).isEqualTo("job");
    assertThat(item.deliveryCount()).isEqualTo(2);
  }

  @Test
  void renewalKeepsLongWork() throws Exception {
    var mayEnd = new CountDownLatch(1);
    Subscription subscription =
        bus.consumeWork(
            broker.topic(),
            broker.group(),
            1,
            item -> {
              taken.add(item);
              mayEnd.await();
              return WorkOutcome.accept();
            });
    broker.publish("k", "long");
    WorkItem<Control> item = TestBroker.next(taken);
    acceptAll(broker.bus());
    await()
        .during(TestBroker.LOCK.multipliedBy(3))
        .atMost(TestBroker.LOCK.multipliedBy(4))
        .until(() -> !item.lockLost() && taken.isEmpty());
    mayEnd.countDown();
    subscription.close();
    broker.publish("k", "next");
    assertThat(TestBroker.text(TestBroker.next(taken).delivery())).isEqualTo("next");
  }

  @Test
  void workThatLostItsLockIsToldAndIgnored() throws Exception {
    var told = new CountDownLatch(1);
    bus.consumeWork(
        broker.topic(),
        broker.group(),
        1,
        item -> {
          GroupConfigs.set(broker.group(), "share.renew.acknowledge.enable", "false");
          item.onLockLost(told::countDown);
          taken.add(item);
          told.await();
          return WorkOutcome.accept();
        });
    broker.publish("k", "job");
    WorkItem<Control> item = TestBroker.next(taken);
    assertThat(item.lockLost()).isFalse();
    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(item.lockLost()).isTrue();
    WorkItem<Control> again = TestBroker.next(taken);
    assertThat(again.deliveryCount()).isEqualTo(2);
  }

  @Test
  void drainLetsRunningWorkFinishAndTakesNoMore() throws Exception {
    var mayEnd = new CountDownLatch(1);
    Subscription subscription =
        bus.consumeWork(
            broker.topic(),
            broker.group(),
            1,
            item -> {
              taken.add(item);
              mayEnd.await();
              return WorkOutcome.accept();
            });
    broker.publish("k", "running");
    broker.publish("k", "waiting");
    TestBroker.next(taken);
    Thread closing = Thread.ofVirtual().start(() -> subscription.close(Duration.ofSeconds(20)));
    mayEnd.countDown();
    closing.join();
    assertThat(taken).isEmpty();
    acceptAll(broker.bus());
    WorkItem<Control> next = TestBroker.next(taken);
    assertThat(TestBroker.text(next.delivery())).isEqualTo("waiting");
    assertThat(next.deliveryCount()).isEqualTo(1);
  }

  @Test
  void workThatOutlastsTheDrainGoesToAnotherWorker() throws Exception {
    var told = new CountDownLatch(1);
    Subscription subscription =
        bus.consumeWork(
            broker.topic(),
            broker.group(),
            1,
            item -> {
              item.onLockLost(told::countDown);
              taken.add(item);
              never.await();
              return WorkOutcome.accept();
            });
    broker.publish("k", "job");
    TestBroker.next(taken);
    subscription.close(Duration.ofMillis(200));
    assertThat(told.getCount()).isZero();
    acceptAll(broker.bus());
    assertThat(TestBroker.text(TestBroker.next(taken).delivery())).isEqualTo("job");
  }

  @Test
  void rejectedWorkBecomesDeadLetter() throws Exception {
    bus.consumeWork(
        broker.topic(), broker.group(), 1, item -> WorkOutcome.reject("STRAY_ROWS", "in 200101"));
    broker.publish(TestBroker.BACKFILL.toString(), "job");
    DeadLetter letter = broker.nextDeadLetter();
    assertThat(letter.getCode()).isEqualTo("STRAY_ROWS");
    assertThat(letter.getMessage()).isEqualTo("in 200101");
    assertThat(letter.getMeta().getBackfillId()).isEqualTo(TestBroker.BACKFILL);
  }

  @Test
  void poisonAndGarbageBecomeDeadLettersAndWorkGoesOn() throws Exception {
    broker.publishRaw("k", new byte[] {1, 2, 3});
    broker.publish("k", "bad");
    broker.publish("k", "good");
    bus.consumeWork(
        broker.topic(),
        broker.group(),
        1,
        item -> {
          if (TestBroker.text(item.delivery()).equals("bad")) {
            throw new PoisonMessageException("NO_SUCH_TABLE", "db.gone");
          }
          taken.add(item);
          return WorkOutcome.accept();
        });
    assertThat(TestBroker.text(TestBroker.next(taken).delivery())).isEqualTo("good");
    assertThat(List.of(broker.nextDeadLetter().getCode(), broker.nextDeadLetter().getCode()))
        .containsExactlyInAnyOrder("MESSAGE_MALFORMED", "NO_SUCH_TABLE");
  }

  @Test
  void workThatAlwaysFailsBecomesDeadLetterWithItsHistory() throws Exception {
    bus.consumeWork(
        broker.topic(),
        broker.group(),
        1,
        item -> {
          taken.add(item);
          throw new IllegalStateException("oops " + item.deliveryCount());
        });
    broker.publish("k", "job");
    DeadLetter letter = broker.nextDeadLetter();
    assertThat(letter.getMessage()).isEqualTo("oops 5");
    assertThat(letter.getDeliveryCount()).isEqualTo(5);
    assertThat(letter.getHistory())
        .extracting(DeliveryFailure::getMessage)
        .containsExactly("oops 1", "oops 2", "oops 3", "oops 4");
    assertThat(taken).hasSize(5);
  }

  @Test
  void itemThatOutlivedItsWorkersIsPutAsideUnseen() throws Exception {
    broker.publish("k", "deadly");
    for (int deaths = 0; deaths < 2; deaths++) {
      Process worker = StuckWorker.start(broker.topic().name(), broker.group());
      assertThat(worker.inputReader(UTF_8).lines().filter(StuckWorker.TOOK::equals).findFirst())
          .isPresent();
      worker.destroyForcibly().waitFor();
    }
    KafkaSettings twice = TestBroker.settings();
    broker
        .bus(
            new KafkaSettings(
                twice.bootstrap(),
                "strict",
                twice.clientProperties(),
                twice.timing(),
                twice.retry(),
                2))
        .consumeWork(broker.topic(), broker.group(), 1, this::accept);
    DeadLetter letter = broker.nextDeadLetter();
    assertThat(letter.getCode()).isEqualTo("DELIVERIES_EXHAUSTED");
    assertThat(letter.getDeliveryCount()).isEqualTo(3);
    assertThat(taken).isEmpty();
  }

  private WorkOutcome accept(WorkItem<Control> item) {
    taken.add(item);
    return WorkOutcome.accept();
  }

  private void acceptAll(KafkaMessageBus process) {
    process.consumeWork(broker.topic(), broker.group(), 1, this::accept);
  }
}
