package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapIntent.Direction;
import io.hindcast.core.swap.SwapIntent.LateRows;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void bringsTheOldContentBackWithWhatWasWrittenSince(Strategy strategy) {
    try (SwapFixture fixture = fixture(6, strategy)) {
      SwapPlan swap = fixture.plan(4, 2, strategy);
      completed(fixture, swap);
      write(fixture, 0, 7);
      write(fixture, 5, 7);

      SwapState.Completed back = completed(fixture, fixture.undo(Direction.BACK, strategy, swap));

      assertThat(fixture.versions()).containsExactly("1\t600\t600", "7\t2\t2");
      assertThat(back.context().carriedRows()).isEqualTo(1);
      assertThat(back.partitions()).hasSize(4);
      assertThat(back.differing()).isEmpty();
      assertThat(fixture.outboxRows()).isEqualTo(2);
    }
  }

  @Test
  void goesForwardAgainAndBackAsOftenAsIsAsked() {
    try (SwapFixture fixture = fixture(4, Strategy.EXCHANGE)) {
      SwapPlan last = fixture.plan(3, 2, Strategy.EXCHANGE);
      completed(fixture, last);
      for (int i = 0; i < 4; i++) {
        write(fixture, 1, 10 + i);
        Direction direction = i % 2 == 0 ? Direction.BACK : Direction.FORWARD;
        last = fixture.undo(direction, Strategy.EXCHANGE, last);
        completed(fixture, last);
        long content = i % 2 == 0 ? 1 : 2;
        assertThat(
                ClickHouseSql.lines(
                    "SELECT DISTINCT v FROM %s WHERE p = 0".formatted(fixture.target)))
            .containsExactly(Long.toString(content));
        assertThat(
                ClickHouseSql.lines(
                    "SELECT v FROM %s WHERE v >= 10 ORDER BY v".formatted(fixture.target)))
            .containsExactlyElementsOf(
                IntStream.rangeClosed(0, i).mapToObj(n -> Integer.toString(10 + n)).toList());
      }
    }
  }

  @Test
  void takesAFollowUpBackTogetherWithTheFirst() {
    try (SwapFixture fixture = fixture(4, Strategy.EXCHANGE)) {
      SwapPlan first = fixture.plan(3, 2, Strategy.EXCHANGE);
      completed(fixture, first);
      write(fixture, 0, 7);
      SwapPlan second = fixture.plan(1, 3, Strategy.EXCHANGE);
      completed(fixture, second);
      assertThat(fixture.versions()).containsExactly("1\t100\t100", "2\t200\t200", "3\t100\t100");
      write(fixture, 0, 8);

      completed(fixture, fixture.undo(Direction.BACK, Strategy.EXCHANGE, first, second));

      assertThat(fixture.versions()).containsExactly("1\t400\t400", "7\t1\t1", "8\t1\t1");
    }
  }

  @Test
  void tellsRowsWrittenSinceWhenMergesHaveMixedThem() {
    try (SwapFixture fixture = fixture(3, Strategy.EXCHANGE)) {
      SwapPlan swap = fixture.plan(2, 2, Strategy.EXCHANGE);
      completed(fixture, swap);
      write(fixture, 1, 7);
      ClickHouseSql.execute("OPTIMIZE TABLE %s FINAL".formatted(fixture.target));

      completed(fixture, fixture.undo(Direction.BACK, Strategy.EXCHANGE, swap));

      assertThat(fixture.versions()).containsExactly("1\t300\t300", "7\t1\t1");
    }
  }

  @Test
  void refusesOnceAnotherSwapHasTheSamePartitions() {
    try (SwapFixture fixture = fixture(3, Strategy.EXCHANGE)) {
      SwapPlan swap = fixture.plan(2, 2, Strategy.EXCHANGE);
      completed(fixture, swap);
      SwapPlan later = fixture.plan(1, 3, Strategy.EXCHANGE);
      completed(fixture, later);

      SwapState.Refused refused =
          refused(fixture, fixture.undo(Direction.BACK, Strategy.EXCHANGE, swap));
      assertThat(refused.failure().code()).isEqualTo(ErrorCode.SWAP_CONFLICT);
      assertThat(refused.failure().message()).contains(later.swapId().toString());
      assertThat(refused.failure().partitions()).containsExactly("0");

      completed(fixture, fixture.undo(Direction.BACK, Strategy.EXCHANGE, later));
      completed(fixture, fixture.undo(Direction.BACK, Strategy.EXCHANGE, swap));
      assertThat(fixture.versions()).containsExactly("1\t300\t300");
    }
  }

  @Test
  void refusesWhenRetentionHasReleasedTheOldContent() {
    try (SwapFixture fixture = fixture(3, Strategy.EXCHANGE)) {
      SwapPlan swap = fixture.plan(2, 2, Strategy.EXCHANGE);
      SwapState.Completed done = completed(fixture, swap);
      fixture.warehouse.drop(fixture.warehouse.own(done.kept().previous()));

      SwapPlan undo = fixture.undo(Direction.BACK, Strategy.EXCHANGE, swap);
      SwapState.Refused refused = refused(fixture, undo);

      assertThat(refused.failure().code()).isEqualTo(ErrorCode.RETENTION_OVER);
      assertThat(refused.failure().message()).contains(done.kept().previous().toString());
      assertThat(fixture.leftovers(undo)).isEmpty();
    }
  }

  @Test
  void refusesKeptContentThatSomebodyHasChanged() {
    try (SwapFixture fixture = fixture(3, Strategy.EXCHANGE)) {
      SwapPlan swap = fixture.plan(2, 2, Strategy.EXCHANGE);
      SwapState.Completed done = completed(fixture, swap);
      ClickHouseSql.execute("INSERT INTO %s VALUES (1, 5, 5)".formatted(done.kept().previous()));

      SwapState.Refused refused =
          refused(fixture, fixture.undo(Direction.BACK, Strategy.EXCHANGE, swap));

      assertThat(refused.failure().code()).isEqualTo(ErrorCode.CONTENT_CHANGED);
      assertThat(refused.failure().partitions()).containsExactly("1");
      assertThat(fixture.versions()).containsExactly("1\t100\t100", "2\t200\t200");
    }
  }

  @Test
  void carriesRowsOfTouchedPartitionsWhenToldToAndTakesThemBack() {
    try (SwapFixture fixture = fixture(3, Strategy.EXCHANGE)) {
      SwapPlan source = fixture.plan(2, 2, Strategy.EXCHANGE);
      TableName base =
          new TableName("hindcast", source.shadow().table().replace("g0_shadow", "base"));
      fixture.warehouse.createLike(base, fixture.target);
      fixture.warehouse.promote(fixture.target, base, List.of("0", "1"));
      write(fixture, 1, 7);
      SwapPlan swap =
          new SwapPlan(
              source.swapId(),
              source.target(),
              source.shadow(),
              source.strategy(),
              source.pins(),
              source.provenance(),
              new SwapIntent(Direction.FORWARD, LateRows.CARRY, base, List.of(), null));

      SwapState.Completed done = completed(fixture, swap);
      assertThat(fixture.versions()).containsExactly("1\t100\t100", "2\t200\t200", "7\t1\t1");
      assertThat(done.context().carriedRows()).isEqualTo(1);

      completed(fixture, fixture.undo(Direction.BACK, Strategy.EXCHANGE, swap));
      assertThat(fixture.versions()).containsExactly("1\t300\t300", "7\t1\t1");
    }
  }

  private static SwapFixture fixture(int partitions, Strategy strategy) {
    return strategy == Strategy.EXCHANGE
        ? new SwapFixture(partitions, 100)
        : new SwapFixture(partitions, 100, "Ordinary");
  }

  private static void write(SwapFixture fixture, int partition, int version) {
    ClickHouseSql.execute(
        "INSERT INTO %s VALUES (%d, %d, %d)"
            .formatted(fixture.target, partition, 900_000_000 + version * 10 + partition, version));
  }

  private static SwapState.Completed completed(SwapFixture fixture, SwapPlan plan) {
    return (SwapState.Completed) ended(fixture, plan);
  }

  private static SwapState.Refused refused(SwapFixture fixture, SwapPlan plan) {
    return (SwapState.Refused) ended(fixture, plan);
  }

  private static SwapState ended(SwapFixture fixture, SwapPlan plan) {
    fixture.store.add(plan);
    try (SwapRunner runner = fixture.runner()) {
      runner.wake();
      await()
          .atMost(PATIENCE)
          .until(() -> fixture.store.find(plan.swapId()).orElseThrow().terminal());
    }
    return fixture.store.find(plan.swapId()).orElseThrow();
  }
}
