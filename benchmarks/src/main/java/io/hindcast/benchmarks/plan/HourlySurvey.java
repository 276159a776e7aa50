package io.hindcast.benchmarks.plan;

import io.hindcast.core.plan.PartitionSize;
import io.hindcast.core.plan.SourceTable;
import io.hindcast.core.plan.Surroundings;
import io.hindcast.core.plan.Survey;
import io.hindcast.core.plan.TableColumn;
import io.hindcast.core.plan.TargetTable;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A table of so many hours, a partition and a task each, derived from two tables of days. */
record HourlySurvey(int partitions) {
  private static final Instant START = Instant.parse("2010-01-01T00:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("UTC");
  private static final TableName TARGET = new TableName("shop", "sales_hourly");
  private static final List<TableName> SOURCES =
      List.of(new TableName("shop", "orders"), new TableName("shop", "returns"));
  private static final long ROWS_PER_HOUR = 1_000_000;
  private static final long BYTES_PER_HOUR = 20_000_000;
  private static final long FREE_BYTES = Long.MAX_VALUE / 4;
  private static final int HOURS_PER_DAY = 24;
  private static final String SQL =
      "SELECT toStartOfHour(at) AS hour, sum(amount) AS amount FROM shop.orders"
          + " WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY hour";

  Survey survey() {
    return new Survey(
        spec(),
        Optional.of(target()),
        SOURCES.stream().map(name -> new SourceTable(name, "MergeTree", days())).toList(),
        new Survey.Output.Columns(columns()),
        Surroundings.NONE,
        FREE_BYTES,
        Instant.EPOCH);
  }

  private BackfillSpec spec() {
    return new BackfillSpec(
        new Metadata("sales-hourly", "bench", new TreeMap<>()),
        new Target(TARGET, List.of("hour")),
        new Source(SOURCES, Duration.ZERO, Duration.ZERO),
        new Transform(
            "2", Grain.parse("1h"), SQL, Transform.Stray.FAIL, Transform.EmptyPartitions.FAIL),
        new TimeRange(START, START.plus(partitions, ChronoUnit.HOURS)),
        ZONE,
        new Execution(
            4,
            ROWS_PER_HOUR,
            100,
            3,
            new TreeMap<>(),
            Execution.ScanOrder.OLDEST_FIRST,
            Execution.Overlap.REFUSE),
        BackfillSpec.WAVES_DEFAULT,
        List.of(),
        new SwapPolicy(SwapPolicy.Strategy.EXCHANGE, SwapPolicy.Approval.AUTO, Duration.ZERO, 3));
  }

  private TargetTable target() {
    return new TargetTable(
        TARGET,
        "MergeTree",
        true,
        "toStartOfHour(hour)",
        columns(),
        IntStream.range(0, partitions).mapToObj(this::size).toList(),
        ZONE);
  }

  private PartitionSize size(int hour) {
    long start = START.plus(hour, ChronoUnit.HOURS).getEpochSecond();
    return new PartitionSize(Long.toString(start), ROWS_PER_HOUR, BYTES_PER_HOUR);
  }

  private List<SourceTable.Slice> days() {
    return IntStream.rangeClosed(0, partitions / HOURS_PER_DAY)
        .mapToObj(day -> {
          Instant from = START.plus(day, ChronoUnit.DAYS);
          TimeRange span = new TimeRange(from, from.plus(1, ChronoUnit.DAYS));
          return new SourceTable.Slice(span, ROWS_PER_HOUR * HOURS_PER_DAY);
        })
        .toList();
  }

  private static List<TableColumn> columns() {
    return List.of(
        new TableColumn("hour", "DateTime('UTC')", true, false),
        new TableColumn("amount", "Decimal(38, 2)", true, false));
  }
}
