package io.hindcast.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.messaging.Subscription;
import io.hindcast.schemas.Control;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.DeliveryFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedSubscriptionIT {
  private final BlockingQueue<Delivery<Control>> handled = new LinkedBlockingQueue<>();
  private TestBroker broker;
  private KafkaMessageBus bus;

  @BeforeEach
  void open() {
    broker = new TestBroker(3);
    bus = broker.bus();
  }

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void deliversMessagesOfOneKeyInOrder() throws Exception {
    bus.subscribe(broker.topic(), broker.group(), handled::add);
    for (int i = 0; i < 300; i++) {
      broker.publish("key" + i % 5, Integer.toString(i));
    }
    var last = new HashMap<String, Integer>();
    for (int i = 0; i < 300; i++) {
      Delivery<Control> delivery = TestBroker.next(handled);
      int number = Integer.parseInt(TestBroker.text(delivery));
      String key = Objects.requireNonNull(delivery.key());
      assertThat(number).isGreaterThan(last.getOrDefault(key, -1));
      assertThat(key).isEqualTo("key" + number % 5);
      last.put(key, number);
    }
    assertThat(handled).isEmpty();
  }

  @Test
  void deliveryTellsWhereItComesFrom() throws Exception {
    bus.subscribe(broker.topic(), broker.group(), handled::add);
    Control sent = TestBroker.control("hello");
    bus.publisher().publish(broker.topic(), "k", sent, Map.of("colour", "grün"));
    Delivery<Control> delivery = TestBroker.next(handled);
    assertThat(delivery.message()).isEqualTo(sent);
    assertThat(delivery.eventId()).isEqualTo(sent.getMeta().getEventId());
    assertThat(delivery.headers())
        .isEqualTo(Map.of("colour", "grün", "id", sent.getMeta().getEventId().toString()));
    assertThat(delivery.key()).isEqualTo("k");
    assertThat(delivery.topic()).isEqualTo(broker.topic().name());
    assertThat(delivery.offset()).isZero();
    assertThat(delivery.traceparent()).isEmpty();
  }

  @Test
  void missingInfrastructureIsWaitedForInPlace() throws Exception {
    var storeIsUp = new AtomicBoolean();
    Subscription subscription =
        bus.subscribe(
            broker.topic(),
            broker.group(),
            delivery -> {
              if (!storeIsUp.get()) {
                throw new HindcastException(ErrorCode.STORE_UNAVAILABLE, "connection refused");
              }
              handled.add(delivery);
            });
    broker.publish("k", "first");
    broker.publish("k", "second");
    await().until(() -> !subscription.health().healthy());
    assertThat(subscription.health().problems())
        .anyMatch(problem -> problem.contains("STORE_UNAVAILABLE: connection refused"));
    assertThat(handled).isEmpty();
    storeIsUp.set(true);
    assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo("first");
    assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo("second");
    await().until(() -> subscription.health().healthy());
  }

  @Test
  void poisonBecomesDeadLetterAndTheNextMessageIsHandled() throws Exception {
    bus.subscribe(
        broker.topic(),
        broker.group(),
        delivery -> {
          if (TestBroker.text(delivery).equals("bad")) {
            throw new PoisonMessageException("SPEC_INVALID", "line 3: unknown key");
          }
          handled.add(delivery);
        });
    broker.publish(TestBroker.BACKFILL.toString(), "bad");
    broker.publish(TestBroker.BACKFILL.toString(), "good");
    assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo("good");
    DeadLetter letter = broker.nextDeadLetter();
    assertThat(letter.getCode()).isEqualTo("SPEC_INVALID");
    assertThat(letter.getMessage()).isEqualTo("line 3: unknown key");
    assertThat(letter.getService()).isEqualTo(broker.group());
    assertThat(letter.getDeliveryCount()).isEqualTo(1);
    assertThat(letter.getMeta().getBackfillId()).isEqualTo(TestBroker.BACKFILL);
    assertThat(letter.getHistory()).isEmpty();
  }

  @Test
  void bytesThatAreNoMessageBecomeDeadLetters() throws Exception {
    bus.subscribe(broker.topic(), broker.group(), handled::add);
    broker.publishRaw("k", "{}".getBytes(UTF_8));
    broker.publish("k", "good");
    assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo("good");
    DeadLetter letter = broker.nextDeadLetter();
    assertThat(letter.getCode()).isEqualTo("MESSAGE_MALFORMED");
    assertThat(letter.getMessage()).startsWith("Malformed Control message of 2 bytes");
    assertThat(UTF_8.decode(letter.getPayload()).toString()).isEqualTo("{}");
    assertThat(UTF_8.decode(letter.getKey()).toString()).isEqualTo("k");
    assertThat(letter.getOffset()).isZero();
    assertThat(broker.nextPutAside()).isEqualTo(broker.topic().name() + " MESSAGE_MALFORMED");
  }

  @Test
  void defectIsTriedThreeTimesBeforeItIsDeadLetter() throws Exception {
    bus.subscribe(
        broker.topic(),
        broker.group(),
        delivery -> {
          handled.add(delivery);
          throw new IllegalStateException("oops");
        });
    broker.publish("k", "x");
    DeadLetter letter = broker.nextDeadLetter();
    assertThat(letter.getCode()).isEqualTo("INTERNAL");
    assertThat(letter.getDeliveryCount()).isEqualTo(3);
    assertThat(letter.getHistory()).extracting(DeliveryFailure::getDelivery).containsExactly(1, 2);
    assertThat(handled).hasSize(3);
  }

  @Test
  void errorOfTheHandlerStallsNothing() throws Exception {
    bus.subscribe(
        broker.topic(),
        broker.group(),
        delivery -> {
          if (TestBroker.text(delivery).equals("bad")) {
            throw new NoClassDefFoundError("Gone");
          }
          handled.add(delivery);
        });
    broker.publish("k", "bad");
    broker.publish("k", "good");
    assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo("good");
    assertThat(broker.nextDeadLetter().getMessage()).isEqualTo("Gone");
  }

  @Test
  void unfinishedMessageIsDeliveredAgainAndFinishedOnesAreNot() throws Exception {
    var begun = new CountDownLatch(1);
    Subscription first =
        bus.subscribe(
            broker.topic(),
            broker.group(),
            delivery -> {
              if (TestBroker.text(delivery).equals("stuck")) {
                begun.countDown();
                new CountDownLatch(1).await();
              }
              handled.add(delivery);
            });
    broker.publish("k", "done");
    broker.publish("k", "stuck");
    begun.await();
    first.close(Duration.ZERO);
    assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo("done");
    broker.bus().subscribe(broker.topic(), broker.group(), handled::add);
    assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo("stuck");
    assertThat(handled).isEmpty();
  }

  @Test
  void closingLetsTheRunningHandlerFinish() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    Subscription subscription =
        bus.subscribe(
            broker.topic(),
            broker.group(),
            delivery -> {
              begun.countDown();
              mayEnd.await();
              handled.add(delivery);
            });
    broker.publish("k", "slow");
    begun.await();
    Thread closing = Thread.ofVirtual().start(subscription::close);
    mayEnd.countDown();
    closing.join();
    assertThat(handled).hasSize(1);
    var again = new LinkedBlockingQueue<Delivery<Control>>();
    broker.bus().subscribe(broker.topic(), broker.group(), again::add);
    broker.publish("k", "next");
    assertThat(TestBroker.text(TestBroker.next(again))).isEqualTo("next");
  }

  @Test
  void membersShareThePartitionsAndTakeOverFromEachOther() throws Exception {
    var second = new LinkedBlockingQueue<Delivery<Control>>();
    bus.subscribe(broker.topic(), broker.group(), handled::add);
    broker.publish("k", "warm-up");
    TestBroker.next(handled);
    KafkaMessageBus other = broker.bus();
    other.subscribe(broker.topic(), broker.group(), second::add);
    var texts = new ArrayList<String>();
    await()
        .until(() -> {
          String text = "m" + texts.size();
          texts.add(text);
          broker.publish(text, text);
          return !second.isEmpty();
        });
    other.close();
    broker.publish("k", "after");
    await().until(() -> texts(handled).contains("after"));
    texts.add("after");
    await()
        .untilAsserted(() -> {
          List<String> all = texts(handled);
          all.addAll(texts(second));
          assertThat(all).containsAll(texts);
        });
  }

  @Test
  void longBacklogIsHeldBackAndLosesNothing() throws Exception {
    var open = new CountDownLatch(1);
    bus.subscribe(
        broker.topic(),
        broker.group(),
        delivery -> {
          open.await();
          handled.add(delivery);
        });
    for (int i = 0; i < 1_000; i++) {
      broker.publish("k", Integer.toString(i));
    }
    open.countDown();
    for (int i = 0; i < 1_000; i++) {
      assertThat(TestBroker.text(TestBroker.next(handled))).isEqualTo(Integer.toString(i));
    }
  }

  private static List<String> texts(BlockingQueue<Delivery<Control>> deliveries) {
    return new ArrayList<>(deliveries.stream().map(TestBroker::text).toList());
  }
}
