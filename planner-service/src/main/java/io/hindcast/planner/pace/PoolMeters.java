package io.hindcast.planner.pace;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Tells how pools stand whenever somebody reads the metrics. */
public final class PoolMeters {
  private final MeterRegistry registry;
  private final PoolBoard board;

  private PoolMeters(MeterRegistry registry, PoolBoard board) {
    this.registry = registry;
    this.board = board;
  }

  /** Registers the gauges of these pools. */
  public static void register(MeterRegistry registry, PoolBoard board, List<String> pools) {
    PoolMeters meters = new PoolMeters(registry, board);
    for (String pool : pools) {
      meters.add("slots", pool, PoolBoard.Standing::slots);
      meters.add("usable", pool, PoolMeters::usable);
      meters.add("used", pool, PoolBoard.Standing::used);
      meters.add("waiting", pool, PoolBoard.Standing::waiting);
    }
  }

  /** Below 1 it is the share of the time for which one slot may be held. */
  private static double usable(PoolBoard.Standing pool) {
    return pool.usable() * pool.throttle().share();
  }

  private void add(String name, String pool, ToDoubleFunction<PoolBoard.Standing> value) {
    Gauge.builder("hindcast.pool." + name, () -> value.applyAsDouble(board.read(pool)))
        .tag("pool", pool)
        .register(registry);
  }
}
