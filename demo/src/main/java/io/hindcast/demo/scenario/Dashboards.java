package io.hindcast.demo.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Readers of the target: each query covers the whole range. */
final class Dashboards extends Load {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ClickHouse clickhouse;
  private final List<Read> reads = new ArrayList<>();

  Dashboards(ClickHouse clickhouse) {
    super(PAUSE);
    this.clickhouse = clickhouse;
  }

  @Override
  void once() {
    long began = System.nanoTime();
    Content content = Content.read(clickhouse, "flights.route_daily");
    Read read = new Read(began, System.nanoTime(), content);
    synchronized (reads) {
      reads.add(read);
    }
  }

  /** All that was answered. */
  List<Read> reads() {
    synchronized (reads) {
      return List.copyOf(reads);
    }
  }
}
