package io.hindcast.core.plan;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Scope;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Specs and surveys to plan. */
final class Surveys {
  static final TableName TARGET = new TableName("shop", "daily");
  static final TableName RAW = new TableName("shop", "raw");
  static final List<TableColumn> COLUMNS =
      List.of(column("day", "Date"), column("at", "DateTime('UTC')"), column("n", "UInt64"));

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final String SQL =
      "SELECT day, at, n FROM shop.raw WHERE t >= {from:DateTime64(6)} AND t < {to:DateTime64(6)}";

  private Surveys() {}

  /**
   * What a planning test varies.
   *
   * @param key the target's partition key
   * @param range both ends on steps of key and grain
   */
  record Layout(
      String key, String grain, ZoneId zone, TimeRange range, Work work, List<Integer> waves) {}

  /** How much goes into a task, and in which order. */
  record Work(long rowsPerTask, int partitionsMax, ScanOrder order) {}

  static Survey survey(Layout layout, List<SourceTable.Slice> slices) {
    return new Survey(
        spec(layout),
        Optional.of(target(layout.key(), List.of())),
        List.of(new SourceTable(RAW, "MergeTree", slices)),
        new Survey.Output.Columns(COLUMNS),
        Surroundings.NONE,
        Long.MAX_VALUE,
        NOW);
  }

  /** The same, planned at a time before which rows may be late by that much. */
  static Survey bounded(Survey survey, @Nullable Duration lateness, Instant now) {
    BackfillSpec spec = survey.spec();
    Source source = spec.source();
    return new Survey(
        new BackfillSpec(
            spec.metadata(),
            spec.target(),
            new Source(source.tables(), source.lookback(), source.lookahead(), lateness),
            spec.transform(),
            spec.range(),
            spec.zone(),
            spec.execution(),
            spec.waves(),
            spec.checks(),
            spec.swap()),
        survey.target(),
        survey.sources(),
        survey.output(),
        survey.surroundings(),
        survey.freeDiskBytes(),
        now);
  }

  /** The same survey with a scope and what it compares with. */
  static Survey scoped(Survey survey, Scope scope, Past past) {
    return new Survey(
        scoped(survey.spec(), scope),
        survey.target(),
        survey.sources(),
        survey.output(),
        survey.surroundings(),
        survey.freeDiskBytes(),
        survey.now(),
        survey.keys(),
        past,
        Conditions.NONE);
  }

  static BackfillSpec scoped(BackfillSpec spec, Scope scope) {
    return with(spec, spec.swap(), scope);
  }

  /** The same spec with another policy of the swap. */
  static BackfillSpec swapping(BackfillSpec spec, SwapPolicy policy) {
    return with(spec, policy, spec.scope());
  }

  private static BackfillSpec with(BackfillSpec spec, SwapPolicy policy, Scope scope) {
    return new BackfillSpec(
        spec.metadata(),
        spec.target(),
        spec.source(),
        spec.transform(),
        spec.range(),
        spec.zone(),
        spec.execution(),
        spec.waves(),
        spec.checks(),
        policy,
        spec.pacing(),
        scope);
  }

  /** Two days of a daily table, one task each. */
  static Layout twoDays() {
    return new Layout(
        "toYYYYMMDD(day)",
        "1d",
        ZoneOffset.UTC,
        range("2001-01-01T00:00:00Z", "2001-01-03T00:00:00Z"),
        new Work(1, 100, ScanOrder.OLDEST_FIRST),
        List.of(100));
  }

  static BackfillSpec spec(Layout layout) {
    return spec(layout, List.of(), SwapPolicy.Strategy.EXCHANGE);
  }

  static BackfillSpec spec(Layout layout, List<Check> checks, SwapPolicy.Strategy strategy) {
    Work work = layout.work();
    return new BackfillSpec(
        new Metadata("fix", "ada", new TreeMap<>()),
        new Target(TARGET, List.of("day")),
        new Source(List.of(RAW), Duration.ZERO, Duration.ZERO),
        new Transform(
            "2.0.0",
            Grain.parse(layout.grain()),
            SQL,
            Transform.Stray.FAIL,
            Transform.EmptyPartitions.FAIL),
        layout.range(),
        layout.zone(),
        new Execution(
            2,
            work.rowsPerTask(),
            work.partitionsMax(),
            3,
            new TreeMap<>(),
            work.order(),
            Execution.Overlap.REFUSE),
        layout.waves().stream().map(Percentage::of).toList(),
        checks,
        new SwapPolicy(strategy, SwapPolicy.Approval.AUTO, Duration.ofDays(7), 3));
  }

  static TargetTable target(String key, List<PartitionSize> partitions) {
    return new TargetTable(TARGET, "MergeTree", true, key, COLUMNS, partitions, ZoneOffset.UTC);
  }

  static TableColumn column(String name, String type) {
    return new TableColumn(name, type, true, false);
  }

  static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }

  static Plan planned(PlanOutcome outcome) {
    return switch (outcome) {
      case PlanOutcome.Planned planned -> planned.plan();
      case PlanOutcome.Refused refused -> throw new AssertionError(refused.message());
      case PlanOutcome.NothingToDo nothing -> throw new AssertionError(nothing.message());
    };
  }

  static PlanOutcome.Refused refused(PlanOutcome outcome) {
    return switch (outcome) {
      case PlanOutcome.Planned planned -> throw new AssertionError(planned.plan().toString());
      case PlanOutcome.Refused refused -> refused;
      case PlanOutcome.NothingToDo nothing -> throw new AssertionError(nothing.message());
    };
  }
}
