package io.hindcast.benchmarks.history;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.bed.Pause;
import io.hindcast.benchmarks.bed.Usage;
import io.hindcast.control.database.Database;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Reads what there is and what it costs. */
final class Gauge implements AutoCloseable {
  /** Statistics of PostgreSQL and the query log of ClickHouse are late by about a second. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  private static final int BYTES_PER_MB = 1 << 20;
  private static final String PLANNER = "planner";

  private final BenchBed bed;
  private final Database store;

  Gauge(BenchBed bed) {
    this.bed = bed;
    this.store = bed.openStore();
  }

  /** Restarts ClickHouse and the planner, and then watches them do nothing. */
  Moment read(String when) {
    long warehouse = bed.restartWarehouse().toMillis();
    long planner = bed.restartService(PLANNER).toMillis();
    Pause.until(IDLE, () -> false);
    Work begin = work();
    Pause.until(IDLE, () -> false);
    Work end = work();
    double seconds = (end.nanos() - begin.nanos()) / 1e9;
    return new Moment(
        when,
        bed.engine().number("SELECT count() FROM system.tables WHERE database = 'hindcast'"),
        bed.engine()
            .number("SELECT count() FROM system.parts WHERE active AND database = 'hindcast'"),
        warehouse,
        planner,
        (end.transactions() - begin.transactions()) / seconds,
        (end.rows() - begin.rows()) / seconds,
        (end.queries() - begin.queries()) / seconds,
        100 * end.planner().cpuSecondsSince(begin.planner()) / seconds,
        end.planner().peakBytes() / BYTES_PER_MB,
        bed.warehouse().peakBytes() / BYTES_PER_MB);
  }

  /** Totals since the servers' starts. */
  private record Work(long nanos, long transactions, long rows, long queries, Usage planner) {}

  private Work work() {
    AtomicLong rows = new AtomicLong();
    long transactions =
        store
            .readOnly(tx ->
                tx.first(
                    """
                    SELECT xact_commit + xact_rollback AS transactions,
                      tup_returned + tup_fetched AS rows
                    FROM pg_stat_database WHERE datname = current_database()
                    """,
                    row -> {
                      rows.set(row.number("rows"));
                      return row.number("transactions");
                    }))
            .orElseThrow();
    return new Work(
        System.nanoTime(),
        transactions,
        rows.get(),
        bed.engine().number("SELECT sum(value) FROM system.events WHERE event = 'Query'"),
        bed.eachService().getOrDefault(PLANNER, new Usage(0, 0)));
  }

  @Override
  public void close() {
    store.close();
  }
}
