package io.hindcast.core.scope;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Scope;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;

/** Specs of the first days of 2001. */
final class ScopedSpecs {
  static final TableName SOURCE = new TableName("shop", "raw");

  private static final String SQL =
      "SELECT day FROM shop.raw WHERE day >= {from:Date} AND day < {to:Date}";

  private ScopedSpecs() {}

  static BackfillSpec of(Scope.Reprocess reprocess) {
    return spec(SQL, "UTC", new Scope(reprocess, List.of()));
  }

  static BackfillSpec with(String sql, String zone) {
    return spec(sql, zone, Scope.DEFAULT);
  }

  static BackfillSpec until(BackfillSpec spec, Instant to) {
    return with(spec, spec.target(), new TimeRange(spec.range().from(), to));
  }

  /** The same that gives up rows outside its range. */
  static BackfillSpec dropping(BackfillSpec spec) {
    return with(
        spec,
        new Target(spec.target().table(), spec.target().key(), null, Target.OutsideRange.DROP),
        spec.range());
  }

  private static BackfillSpec with(BackfillSpec spec, Target target, TimeRange range) {
    return new BackfillSpec(
        spec.metadata(),
        target,
        spec.source(),
        spec.transform(),
        range,
        spec.zone(),
        spec.execution(),
        spec.waves(),
        spec.checks(),
        spec.swap(),
        spec.pacing(),
        spec.scope());
  }

  private static BackfillSpec spec(String sql, String zone, Scope scope) {
    ZoneId calendar = ZoneId.of(zone);
    return new BackfillSpec(
        new Metadata("fix", "ada", new TreeMap<>()),
        new Target(new TableName("shop", "daily"), List.of("day")),
        new Source(List.of(SOURCE), Duration.ZERO, Duration.ZERO),
        new Transform(
            "2.0.0", Grain.parse("1d"), sql, Transform.Stray.FAIL, Transform.EmptyPartitions.FAIL),
        new TimeRange(
            LocalDate.of(2001, 1, 1).atStartOfDay(calendar).toInstant(),
            LocalDate.of(2001, 1, 5).atStartOfDay(calendar).toInstant()),
        calendar,
        new Execution(
            2,
            1000,
            10,
            3,
            new TreeMap<>(),
            Execution.ScanOrder.OLDEST_FIRST,
            Execution.Overlap.REFUSE),
        BackfillSpec.WAVES_DEFAULT,
        List.of(),
        new SwapPolicy(
            SwapPolicy.Strategy.EXCHANGE, SwapPolicy.Approval.AUTO, Duration.ofDays(7), 3),
        Pacing.DEFAULT,
        scope);
  }
}
