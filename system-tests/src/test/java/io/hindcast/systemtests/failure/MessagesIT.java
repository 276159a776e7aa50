package io.hindcast.systemtests.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.Run;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.RequestOrigin;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwappedPartition;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.systemtests.stack.RawProducer;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that come twice, contradict each other, or are none; and the one for downstream. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class MessagesIT {
  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void aRequestThatIsDeliveredTwiceRunsOnce() {
    Sales sales = Sales.create(STACK.clickhouse(), "twice");
    UUID id = UUID.randomUUID();
    UUID event = UUID.randomUUID();
    STACK.backfills().request(id, event, sales.spec());
    STACK.backfills().request(id, event, sales.spec());
    STACK.backfills().request(id, UUID.randomUUID(), sales.spec());

    assertSwapped(id, sales);
    STACK.backfills().request(id, event, sales.spec());
    STACK.api().submit(sales.spec(), id);
    UUID later = STACK.backfills().request(Sales.create(STACK.clickhouse(), "later").spec());
    STACK.backfills().until(later, "SWAPPED");

    List<Run> runs = STACK.api().runs(100, Optional.empty(), Optional.of("twice")).value();
    assertThat(runs).hasSize(1);
    assertThat(STACK.backfills().history(id))
        .filteredOn(line -> line.event().equals("Requested"))
        .hasSize(1);
    assertThat(STACK.swaps().of(id)).hasSize(1);
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
  }

  @Test
  void anotherSpecUnderTheSameIdIsPutAside() {
    Sales sales = Sales.create(STACK.clickhouse(), "conflict");
    UUID id = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(id, "AWAITING_APPROVAL");
    byte[] other = encoded(id, sales.spec());
    producer().send(Topics.REQUESTS, id.toString(), other);

    DeadLetter letter = STACK.deadLetters().of(Topics.REQUESTS.name(), other);

    assertThat(letter.getCode()).isEqualTo("REQUEST_CONFLICT");
    assertThat(letter.getMessage()).contains(id.toString(), "conflict");
    STACK.api().control(id, "CANCEL", Optional.empty());
    assertThat(STACK.backfills().end(id).state()).isEqualTo("CANCELLED");
  }

  @Test
  void poisonOnEveryTopicIsPutAsideWithItsReasonAndConsumersGoOn() {
    Map<Topic<?>, byte[]> poison = new LinkedHashMap<>();
    for (Topic<?> topic : Topics.all()) {
      if (!topic.equals(Topics.DEAD_LETTERS)) {
        byte[] bytes = ("poison for " + topic.name()).getBytes(StandardCharsets.UTF_8);
        poison.put(topic, bytes);
        producer().sendToAllPartitions(topic, bytes);
      }
    }

    poison.forEach((topic, bytes) -> {
      DeadLetter letter = STACK.deadLetters().of(topic.name(), bytes);
      assertThat(letter.getCode()).as(topic.name()).isEqualTo("MESSAGE_MALFORMED");
      assertThat(letter.getMessage()).as(topic.name()).isNotBlank();
    });
    Sales sales = Sales.create(STACK.clickhouse(), "after_poison");
    assertSwapped(STACK.backfills().request(sales.spec()), sales);
  }

  @Test
  void downstreamLearnsExactlyWhatChanged() {
    Sales sales = Sales.create(STACK.clickhouse(), "downstream");
    STACK
        .clickhouse()
        .script(
            """
            ALTER TABLE downstream.daily DELETE WHERE day = '2021-03-02' SETTINGS mutations_sync = 1;
            ALTER TABLE downstream.daily UPDATE total = total - 1 WHERE day = '2021-03-03'
            SETTINGS mutations_sync = 1;
            INSERT INTO downstream.daily VALUES ('2021-03-04', 5);
            INSERT INTO downstream.daily VALUES ('2021-03-05', 5);
            """);
    UUID id = STACK.backfills().request(sales.spec());
    STACK.backfills().until(id, "SWAPPED");

    SwapCompleted swap = STACK.swaps().completed(id);

    SwapEvent event = STACK.swaps().of(id).getFirst();
    assertThat(event.getTargetTable().getDatabase()).isEqualTo("downstream");
    assertThat(event.getTargetTable().getTable()).isEqualTo("daily");
    assertThat(event.getSpecName()).isEqualTo("downstream");
    assertThat(event.getTransformVersion()).isEqualTo("2.0.0");
    assertThat(event.getRound()).isZero();
    assertThat(swap.getPartitions())
        .extracting(each -> each.getId() + " " + each.getRowsBefore() + " " + each.getRowsAfter())
        .containsExactly("20210301 1 1", "20210302 0 1", "20210303 1 1", "20210304 2 1");
    assertThat(swap.getRowsBefore()).isEqualTo(4);
    assertThat(swap.getRowsAfter()).isEqualTo(4);
    assertThat(swap.getPartitions())
        .filteredOn(each -> each.getChecksumBefore().equals(each.getChecksumAfter()))
        .extracting(SwappedPartition::getId)
        .containsExactly("20210303");
    // Of the partitions that were swapped, and of no other.
    assertThat(STACK.clickhouse().number(previousRows(swap))).isEqualTo(4);
  }

  private static String previousRows(SwapCompleted swap) {
    return "SELECT count() FROM `%s`.`%s`"
        .formatted(swap.getPreviousTable().getDatabase(), swap.getPreviousTable().getTable());
  }

  private static void assertSwapped(UUID id, Sales sales) {
    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
  }

  private static byte[] encoded(UUID id, String spec) {
    MessageCodec codec = MessageCodec.standard();
    Meta meta =
        new Meta(
            UUID.randomUUID(),
            id,
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            codec.version(BackfillRequest.class),
            null);
    return codec.encode(new BackfillRequest(meta, spec, "system tests", RequestOrigin.TOPIC));
  }

  private static RawProducer producer() {
    return new RawProducer(STACK.bootstrap());
  }
}
