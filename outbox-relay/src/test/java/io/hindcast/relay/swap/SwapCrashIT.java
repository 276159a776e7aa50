package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.localstack.SharedServers;
import io.hindcast.relay.swap.HookedStore.Hook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The process, or the warehouse's server, dies at each step of the journal; the swap comes to the
 * same end.
 */
@Timeout(600)
class SwapCrashIT {
  private static final int PARTITIONS = 6;
  private static final int TOUCHED = 3;
  private static final int ROWS = 20;
  private static final int LATE_ROWS = 10;

  enum Side {
    BEFORE,
    AFTER
  }

  /** No exception that anybody could handle: the process is gone. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @CsvSource({"EXCHANGE, BEFORE", "EXCHANGE, AFTER", "REPLACE, BEFORE", "REPLACE, AFTER"})
  void endsTheSameWhereverItIsKilled(Strategy strategy, Side side) {
    int save = 1;
    while (killedAt(save, side, strategy)) {
      save++;
    }
    assertThat(save).as("steps of the journal").isGreaterThan(8);
  }

  /** Whether the swap was still going on at that save. */
  private static boolean killedAt(int save, Side side, Strategy strategy) {
    try (SwapFixture fixture = new SwapFixture(PARTITIONS, ROWS)) {
      SwapPlan plan = fixture.plan(TOUCHED, 2, strategy);
      fixture.store.add(plan);
      Thread writer = Thread.ofVirtual().start(() -> insertSlowly(fixture));
      boolean killed = runKilled(fixture, dying(fixture.store, save, side));
      resume(fixture, plan);
      writer.join();
      check(fixture, plan, LATE_ROWS, "killed %s save %d".formatted(side, save));
      return killed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void losesNoRowWhereverTheServerIsKilled() {
    int save = 1;
    while (serverKilledAt(save)) {
      save++;
    }
    assertThat(save).as("steps of the journal").isGreaterThan(15);
  }

  /** Rows arrive at every step, part by part, so that the server has something to merge. */
  private static boolean serverKilledAt(int killed) {
    try (SwapFixture fixture = new SwapFixture(PARTITIONS, ROWS)) {
      SwapPlan plan = fixture.plan(TOUCHED, 2, Strategy.EXCHANGE);
      fixture.store.add(plan);
      AtomicInteger rows = new AtomicInteger();
      Hook hook =
          save -> {
            insert(fixture, rows.getAndAdd(3));
            if (save == killed) {
              SharedServers.clickhouse().kill();
              SharedServers.clickhouse().restart();
            }
          };
      run(fixture, new HookedStore(fixture.store, Hook.NONE, hook));
      check(fixture, plan, rows.get(), "server killed after save %d".formatted(killed));
      return killed <= rows.get() / 3;
    }
  }

  private static void insert(SwapFixture fixture, int first) {
    for (int row = first; row < first + 3; row++) {
      ClickHouseSql.execute(
          "INSERT INTO %s VALUES (4, %d, 1)".formatted(fixture.target, 900_000_000 + row));
    }
  }

  private static SwapStore dying(SwapStore store, int save, Side side) {
    Hook kill =
        at -> {
          if (at == save) {
            throw new Killed();
          }
        };
    return side == Side.BEFORE
        ? new HookedStore(store, kill, Hook.NONE)
        : new HookedStore(store, Hook.NONE, kill);
  }

  private static boolean runKilled(SwapFixture fixture, SwapStore dying) {
    try {
      run(fixture, dying);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static void resume(SwapFixture fixture, SwapPlan plan) {
    if (!fixture.store.find(plan.swapId()).orElseThrow().terminal()) {
      run(fixture, fixture.store);
    }
  }

  /** With a lease that is over at once, so that the next process need not wait. */
  private static void run(SwapFixture fixture, SwapStore store) {
    StopSwitch pause = new StopSwitch();
    InstantSource clock = InstantSource.system();
    SwapSteps steps = new SwapSteps(fixture.warehouse, store, SwapFixture.CONFIG, pause, clock);
    StepRunner runner = new StepRunner(steps, pause);
    ClaimedSwap swap = store.claim("test", Duration.ZERO).orElseThrow();
    new SwapExecution(store, runner, steps, new SwapLetter(clock)).run(swap, () -> {});
  }

  private static void insertSlowly(SwapFixture fixture) {
    ClickHouseSql.execute(
        """
        INSERT INTO %s SELECT 4, 900000000 + number, 1 FROM numbers(%d)
        WHERE sleepEachRow(0.03) = 0 SETTINGS max_block_size = 1, min_insert_block_size_rows = 1
        """
            .formatted(fixture.target, LATE_ROWS));
  }

  private static void check(SwapFixture fixture, SwapPlan plan, int late, String when) {
    assertThat(fixture.store.find(plan.swapId()).orElseThrow())
        .as(when)
        .isInstanceOf(SwapState.Completed.class);
    int untouched = (PARTITIONS - TOUCHED) * ROWS + late;
    assertThat(fixture.versions())
        .as(when)
        .containsExactly(
            "1\t%d\t%d".formatted(untouched, untouched),
            "2\t%d\t%d".formatted(TOUCHED * ROWS, TOUCHED * ROWS));
    assertThat(fixture.outboxRows()).as(when).isEqualTo(1);
    assertThat(fixture.leftovers(plan))
        .as(when)
        .satisfiesExactly(
            previous -> assertThat(previous).endsWith("_previous"),
            published -> assertThat(published).endsWith("_published"));
    // Refused by the server while merges stand still.
    ClickHouseSql.execute("OPTIMIZE TABLE %s FINAL".formatted(fixture.target));
  }
}
