package io.hindcast.benchmarks.attempt;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.bed.Engine;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import io.hindcast.benchmarks.figures.Timings;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.StagedContent;
import io.hindcast.warehouse.Warehouse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What each statement around a task's own costs, one at a time. */
@Command(
    name = "attempt",
    mixinStandardHelpOptions = true,
    description = "Run attempts of a hundred rows, one after the other, and time their statements.")
public final class AttemptCommand implements Callable<Integer> {
  private static final TableName SOURCE = new TableName("bench_attempt", "source");
  private static final TableName SHADOW = new TableName("bench_attempt", "shadow");
  private static final TableName MANY = new TableName("bench_attempt", "many");
  private static final String DAY = "20010101";
  private static final BackfillNames NAMES = new BackfillNames(new UUID(0, 1), "hindcast");

  @Option(
      names = "--attempts",
      converter = PositiveNumber.class,
      description = "Measured ones. Default: ${DEFAULT-VALUE}.")
  private int attempts = 100;

  @Option(
      names = "--partitions",
      converter = PositiveNumber.class,
      description = "Of the source, and of statements on many. Default: ${DEFAULT-VALUE}.")
  private int partitions = 1_000;

  @Option(
      names = "--repeats",
      converter = PositiveNumber.class,
      description = "Of the statements on many partitions. Default: ${DEFAULT-VALUE}.")
  private int repeats = 5;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    Timings timings = new Timings();
    try (BenchBed bed = BenchBed.start(0);
        Warehouse warehouse = bed.openWarehouse()) {
      create(bed.engine());
      warehouse.createLike(SHADOW, SOURCE);
      attempt(warehouse, new Timings(), "warmup");
      for (int i = 0; i < attempts; i++) {
        attempt(warehouse, timings, Integer.toString(i));
      }
      output.progress("Attempts are done; statements on %d partitions".formatted(partitions));
      warehouse.createLike(MANY, SOURCE);
      for (int i = 0; i < repeats; i++) {
        many(warehouse, timings);
      }
    }
    output.print(timings.report());
    return 0;
  }

  private void create(Engine engine) {
    engine.execute("CREATE DATABASE " + SOURCE.database());
    engine.execute(
        "CREATE TABLE %s (day Date, n UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY n"
            .formatted(SOURCE));
    engine.execute(
        """
        INSERT INTO %s SELECT toDate('2001-01-01') + number %% %d, number FROM numbers(%d)
        SETTINGS max_partitions_per_insert_block = 0
        """
            .formatted(SOURCE, partitions, 100L * partitions));
  }

  private static void attempt(Warehouse warehouse, Timings timings, String name) {
    TableName staging = new TableName(warehouse.workingDatabase(), NAMES.prefix() + name);
    timings.time("fence", () -> warehouse.sourceParts(List.of(SOURCE), ZoneOffset.UTC));
    long began = System.nanoTime();
    StagedContent content = warehouse.run(order(staging, name));
    long insert = content.elapsed().toNanos();
    timings.note("insert", insert);
    timings.note("create the staging table, list its parts", System.nanoTime() - began - insert);
    timings.time("promote", () -> warehouse.promote(staging, SHADOW, List.of(DAY)));
    timings.time("drop", () -> warehouse.drop(warehouse.own(staging)));
  }

  private static void many(Warehouse warehouse, Timings timings) {
    List<String> ids =
        warehouse.partitions(SOURCE, ZoneOffset.UTC).stream().map(PartitionStats::id).toList();
    timings.time("promote all partitions", () -> warehouse.promote(SOURCE, MANY, ids));
    timings.time("checksum all partitions", () -> warehouse.contents(MANY, ids));
    boolean equal =
        timings
            .time("hash the parts of all partitions", () -> warehouse.fingerprints(MANY))
            .equals(warehouse.fingerprints(SOURCE));
    if (!equal) {
      throw new IllegalStateException(
          "%s is not what was promoted from %s".formatted(MANY, SOURCE));
    }
  }

  private static AttemptOrder order(TableName staging, String name) {
    Instant from = Instant.parse("2001-01-01T00:00:00Z");
    return new AttemptOrder(
        "bench-attempt-" + name,
        SOURCE,
        staging,
        List.of("day", "n"),
        "SELECT day, n FROM %s WHERE day >= {from:Date} AND day < {to:Date}".formatted(SOURCE),
        RangeBinding.utc(new TimeRange(from, Instant.parse("2001-01-02T00:00:00Z"))),
        1,
        Map.of());
  }
}
