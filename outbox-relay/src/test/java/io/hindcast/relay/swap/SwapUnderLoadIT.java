package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapFigures;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Swap after swap while others write into untouched partitions and read touched ones. */
@Timeout(300)
class SwapUnderLoadIT {
  private static final Logger LOG = LoggerFactory.getLogger(SwapUnderLoadIT.class);
  private static final int PARTITIONS = 30;
  private static final int TOUCHED = 20;
  private static final int ROWS = 500;
  private static final int SWAPS = 6;
  private static final int WRITERS = 3;
  private static final int READERS = 2;
  private static final long FIRST_ID = 1_000_000_000L;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong nextId = new AtomicLong(FIRST_ID);
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();

  @Test
  void losesNoRowAndShowsNoMix() throws Exception {
    try (SwapFixture fixture = new SwapFixture(PARTITIONS, ROWS);
        ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        running.add(others.submit(() -> write(fixture, writer)));
      }
      for (int i = 0; i < READERS; i++) {
        running.add(others.submit(() -> read(fixture)));
      }
      swap(fixture);
      over.set(true);
      for (Future<?> one : running) {
        one.get();
      }
      check(fixture);
    }
  }

  private void swap(SwapFixture fixture) {
    try (SwapRunner runner = fixture.runner()) {
      for (int version = 2; version < 2 + SWAPS; version++) {
        SwapPlan plan = fixture.plan(TOUCHED, version, Strategy.EXCHANGE);
        fixture.store.add(plan);
        runner.wake();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> fixture.store.find(plan.swapId()).orElseThrow().terminal());
        SwapState state = fixture.store.find(plan.swapId()).orElseThrow();
        assertThat(state).isInstanceOf(SwapState.Completed.class);
        SwapFigures figures = state.context().figures();
        LOG.info(
            "Merges stood still {} ms, exchange {} us, carried {} rows",
            figures.mergesStopped().toMillis(),
            figures.exchangeMicros(),
            figures.carriedRows());
      }
    }
  }

  /** Every third insert of the last writer is slow and comes block by block. */
  private void write(SwapFixture fixture, int writer) {
    for (int i = 0; !over.get(); i++) {
      boolean slow = writer == WRITERS - 1 && i % 3 == 0;
      int rows = slow ? 20 : 50;
      long id = nextId.getAndAdd(rows);
      ClickHouseSql.execute(
          """
          INSERT INTO %s SELECT %d + number %% 3, %d + number, 1 FROM numbers(%d) %s
          """
              .formatted(
                  fixture.target,
                  TOUCHED + writer * 3,
                  id,
                  rows,
                  slow
                      ? "WHERE sleepEachRow(0.03) = 0 SETTINGS max_block_size = 1,"
                          + " min_insert_block_size_rows = 1"
                      : ""));
      written.addAndGet(rows);
    }
  }

  private void read(SwapFixture fixture) {
    while (!over.get()) {
      assertThat(
              ClickHouseSql.lines(
                  "SELECT count(), uniqExact(v) FROM %s WHERE p < %d"
                      .formatted(fixture.target, TOUCHED)))
          .containsExactly("%d\t1".formatted(TOUCHED * ROWS));
      reads.incrementAndGet();
    }
  }

  private void check(SwapFixture fixture) {
    assertThat(
            ClickHouseSql.lines(
                "SELECT count(), uniqExact(id) FROM %s WHERE id >= %d"
                    .formatted(fixture.target, FIRST_ID)))
        .containsExactly("%d\t%d".formatted(written.get(), written.get()));
    assertThat(
            ClickHouseSql.number(
                "SELECT count() FROM %s WHERE p >= %d AND id < %d"
                    .formatted(fixture.target, TOUCHED, FIRST_ID)))
        .isEqualTo((PARTITIONS - TOUCHED) * ROWS);
    LOG.info("{} rows written, {} reads", written, reads);
  }
}
