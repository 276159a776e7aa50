package io.hindcast.systemtests.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.cli.api.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.systemtests.stack.ClickHouse;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StepGate;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A table that is spread over two servers: each computes its own rows, both go live together. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class ShardsIT {
  private static final SystemStack STACK = SystemStack.shared();
  private static final ClickHouse HERE = STACK.clickhouse();
  private static final ClickHouse THERE = STACK.shard();

  @Test
  void eachShardIsComputedWhereItsRowsAreAndAllGoLiveAndBackTogether() {
    Sales sales = create("sharded");
    List<String> hereBefore = sales.found(HERE);
    List<String> thereBefore = sales.found(THERE);
    UUID id = STACK.backfills().request(onBoth(sales.spec()));

    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    UUID other = members(ended).get(1);
    STACK.backfills().until(other, "SWAPPED");
    assertThat(sales.found(HERE)).isEqualTo(sales.expected(HERE)).isNotEqualTo(hereBefore);
    assertThat(sales.found(THERE)).isEqualTo(sales.expected(THERE)).isNotEqualTo(thereBefore);
    assertThat(sales.expected(HERE)).isNotEqualTo(sales.expected(THERE));

    assertRanOnlyOn(HERE, THERE, id);
    assertRanOnlyOn(THERE, HERE, other);
    SwapCompleted first = STACK.swaps().completed(id);
    SwapCompleted second = STACK.swaps().completed(other);
    assertThat(first.getGroupId()).isNotNull().isEqualTo(second.getGroupId());
    assertThat(first.getGroupGapMicros()).isPositive().isEqualTo(second.getGroupGapMicros());
    assertThat(first.getPreviousTable().getNode()).isEmpty();
    assertThat(second.getPreviousTable().getNode()).isEqualTo(SystemStack.SHARD);

    THERE.execute("INSERT INTO sharded.daily VALUES ('2021-03-02', 7)");
    STACK.api().control(id, "ROLLBACK", Optional.of("system test"));
    STACK.backfills().until(id, it -> it.state().equals("ROLLED_BACK"));
    STACK.backfills().until(other, it -> it.state().equals("ROLLED_BACK"));
    assertThat(sales.found(HERE)).isEqualTo(hereBefore);
    assertThat(sales.found(THERE)).containsAll(thereBefore).contains("2021-03-02\t7");
  }

  @Test
  void whileAShardIsAwayNeitherIsPublishedAndWhenItIsBackBothAre() {
    Sales sales = create("shard_away");
    List<String> hereBefore = sales.found(HERE);
    List<String> thereBefore = sales.found(THERE);
    UUID id = STACK.backfills().request(onBoth(sales.approvedSpec()));
    UUID other = members(STACK.backfills().until(id, "AWAITING_APPROVAL")).get(1);
    STACK.backfills().until(other, "AWAITING_APPROVAL");

    LocalClickHouse server = STACK.shardServer();
    try (StepGate gate = STACK.closedGate()) {
      STACK.api().control(id, "APPROVE", Optional.of("system test"));
      while (gate.awaitStep(id, 1) && !gate.steps().contains("AWAITING_MERGES")) {
        gate.pass();
      }
      server.kill();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            gate.pass();
            return gate.hasFailed("on node " + SystemStack.SHARD);
          });
      assertThat(sales.found(HERE)).isEqualTo(hereBefore);
    } finally {
      server.restart();
    }

    Backfill ended = STACK.backfills().end(id);
    Backfill otherEnded = STACK.backfills().end(other);
    assertThat(otherEnded.state()).isEqualTo(ended.state());
    boolean swapped = ended.state().equals("SWAPPED");
    assertThat(sales.found(HERE)).isEqualTo(swapped ? sales.expected(HERE) : hereBefore);
    assertThat(sales.found(THERE)).isEqualTo(swapped ? sales.expected(THERE) : thereBefore);
    assertThat(swapped).as("%s", ended.reason()).isTrue();
  }

  /** The same tables on both, with other rows. */
  private static Sales create(String database) {
    Sales sales = Sales.create(HERE, database);
    Sales.create(THERE, database);
    THERE.execute(
        "INSERT INTO %s.raw SELECT toDate('2021-03-01') + number %% 4, 1000 FROM numbers(8)"
            .formatted(database));
    return sales;
  }

  private static String onBoth(String spec) {
    return spec.replace(
        "key: [day]}", "key: [day], nodes: [default, %s]}".formatted(SystemStack.SHARD));
  }

  /** Every task is an INSERT … SELECT at the server that has its rows. */
  private static void assertRanOnlyOn(ClickHouse own, ClickHouse other, UUID backfill) {
    int tasks = STACK.backfills().tasks(backfill).size();
    assertThat(tasks).isEqualTo(4);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(inserts(own, backfill)).isEqualTo(tasks));
    assertThat(inserts(other, backfill)).isZero();
  }

  private static long inserts(ClickHouse server, UUID backfill) {
    server.execute("SYSTEM FLUSH LOGS");
    return server.number(
        """
        SELECT count() FROM system.query_log
        WHERE type = 'QueryFinish' AND query_kind = 'Insert'
          AND startsWith(query_id, '%s')
        """
            .formatted(new BackfillNames(backfill, "hindcast").queryIdPrefix()));
  }

  private static List<UUID> members(Backfill backfill) {
    Backfill.Group group = Optional.ofNullable(backfill.group()).orElseThrow();
    return group.members().stream().map(it -> UUID.fromString(it.backfillId())).toList();
  }
}
