package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Claim;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.pace.Rest;
import io.hindcast.core.pace.ThrottleState;
import io.hindcast.core.pace.Usage;
import java.math.BigDecimal;
import java.util.List;

/** Rows of the tables pool and pace. */
final class PaceRows {
  private PaceRows() {}

  static PoolState pool(Row row) {
    return new PoolState(
        row.string("name"),
        row.integer("slots"),
        throttle(row),
        row.instant("divided_at"),
        row.instant("stepped_at"),
        row.real("owed"));
  }

  static Pace pace(Row row) {
    return new Pace(
        row.uuid("backfill_id"),
        row.string("pool"),
        row.integer("weight"),
        row.integer("parallelism"),
        row.integer("ceiling"),
        row.string("hold"),
        row.string("share_window"),
        throttle(row),
        new Pace.Spending(
            row.integer("budget_grants"),
            row.choice("budget_standing", Budget.Standing.class),
            usage(row, "used_rows", "used_bytes", "used_cpu_micros"),
            new BigDecimal(row.string("used_money")),
            row.string("budget_text"),
            row.strings("budget_lines")));
  }

  static Claim claim(Row row) {
    return new Claim(
        row.uuid("backfill_id"),
        row.integer("weight"),
        row.integer("ceiling"),
        row.integer("demand"),
        row.integer("in_flight"),
        row.integer("allowance"),
        row.integer("held"),
        row.real("lead"),
        new Rest(throttle(row).share(), row.real("owed")));
  }

  static PaceChange change(Row row) {
    return new PaceChange(
        row.instant("at"),
        row.choice("kind", PaceChange.Kind.class),
        row.integer("ceiling_from"),
        row.integer("ceiling_to"),
        row.string("reason"));
  }

  static Usage usage(Row row, String rows, String bytes, String cpuMicros) {
    return new Usage(row.number(rows), row.number(bytes), row.number(cpuMicros));
  }

  /** In the order of the throttle's columns. */
  static List<Object> values(ThrottleState state) {
    return List.of(
        state.level(),
        state.phase(),
        state.reason(),
        state.since(),
        state.cutAt(),
        state.calmSince());
  }

  private static ThrottleState throttle(Row row) {
    return new ThrottleState(
        row.real("throttle_level"),
        row.choice("throttle_phase", ThrottleState.Phase.class),
        row.string("throttle_reason"),
        row.instant("throttle_since"),
        row.instant("cut_at"),
        row.instant("calm_since"));
  }
}
