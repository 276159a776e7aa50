package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.table.TableName;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRolledBack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writers that never stop, into a table that is swapped again and again, and into its source. */
@Timeout(600)
class LostRowIT {
  private static final Logger LOG = LoggerFactory.getLogger(LostRowIT.class);
  private static final int PARTITIONS = 20;
  private static final int TOUCHED = 10;
  private static final int UNTOUCHED = PARTITIONS - TOUCHED;
  private static final int ROWS = 100;
  private static final int SWAPS = Integer.getInteger("hindcast.lost.swaps", 8);

  private final WriteLedger target = new WriteLedger();
  private int swaps;
  private long carriedRows;

  @Test
  void everyAcknowledgedRowIsThereOnce() throws Exception {
    try (SwapFixture fixture = new SwapFixture(PARTITIONS, ROWS);
        SwapRunner runner = fixture.runner();
        Writers writers = new Writers(target)) {
      writeAround(writers, fixture.target, source(fixture));
      Generations computed =
          new Generations(
              fixture,
              runner,
              version -> fixture.request(TOUCHED, version, Strategy.EXCHANGE),
              false,
              1);
      publish(computed, SWAPS / 2);
      writeInto(writers, fixture.target);
      Generations carried =
          new Generations(
              fixture,
              runner,
              version -> fixture.carrying(TOUCHED, version),
              true,
              computed.live());
      publish(carried, SWAPS / 2);
      writers.stop();
      report(writers, carried.rollbacks());
      assertThat(carried.rollbacks()).isPositive();
      check(fixture, carried.live());
    }
  }

  /** Into partitions that no swap touches, straight and through a view of the source. */
  private static void writeAround(Writers writers, TableName target, TableName source) {
    writers.quick(target, TOUCHED, 2);
    writers.slow(target, TOUCHED, 3);
    writers.streamed(target, TOUCHED + 3, 3);
    writers.quick(source, TOUCHED + 6, 2);
    writers.slow(source, TOUCHED + 8, 2);
  }

  /** Into partitions that are recomputed, taken back and published again. */
  private static void writeInto(Writers writers, TableName target) {
    writers.quick(target, 0, 2);
    writers.slow(target, 2, 2);
    writers.streamed(target, 4, 2);
  }

  private void publish(Generations generations, int times) {
    for (int i = 0; i < times; i++) {
      add(generations.next());
    }
  }

  /** What is inserted there arrives in the target through a materialized view. */
  private static TableName source(SwapFixture fixture) {
    TableName source = new TableName(fixture.target.database(), "source");
    fixture.warehouse.createLike(source, fixture.target);
    ClickHouseSql.execute(
        "CREATE MATERIALIZED VIEW %s TO %s AS SELECT p, id, v FROM %s"
            .formatted(new TableName(source.database(), "feed"), fixture.target, source));
    return source;
  }

  private void add(SwapEvent event) {
    swaps++;
    carriedRows +=
        switch (event.getOutcome()) {
          case SwapCompleted done -> done.getCarriedRows();
          case SwapRolledBack done -> done.getCarriedRows();
          default -> throw new AssertionError("Not swapped: " + event);
        };
  }

  private void report(Writers writers, int rollbacks) {
    LOG.info(
        "{} writers, {} swaps, {} of them rollbacks: {} rows acknowledged, {} batches failed,"
            + " {} rows carried",
        writers.count(),
        swaps,
        rollbacks,
        target.acknowledgedRows(),
        target.failures().size(),
        carriedRows);
  }

  private void check(SwapFixture fixture, int generation) {
    target.assertEachRowIsThereOnce(fixture.target, "after all swaps");
    // The server refuses an INSERT that it has half begun when the names change.
    assertThat(target.failures()).allMatch(failure -> failure.contains("TABLE_UUID_MISMATCH"));
    assertThat(carriedRows).as("rows in flight, else this shows nothing").isPositive();
    assertThat(
            ClickHouseSql.lines(
                "SELECT p < %d AS touched, count(), groupUniqArray(v) FROM %s WHERE id < %d GROUP BY touched ORDER BY touched"
                    .formatted(TOUCHED, fixture.target, WriteLedger.FIRST_ID)))
        .containsExactly(
            "0\t%d\t[1]".formatted(UNTOUCHED * ROWS),
            "1\t%d\t[%d]".formatted(TOUCHED * ROWS, generation));
  }
}
