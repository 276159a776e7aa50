package io.hindcast.benchmarks.lineitem;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.course.Backfills;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hindcast, the bare engine and a hand-written loop on the same input. */
@Command(
    name = "lineitem",
    mixinStandardHelpOptions = true,
    description =
        "Recompute a table derived from TPC-H's lineitem by the bare engine, by a loop over"
            + " partitions, and by Hindcast. Ends with 1 when the results differ.")
public final class LineitemCommand implements Callable<Integer> {
  @Option(names = "--scale", description = "Scale factor. Default: ${DEFAULT-VALUE}.")
  private double scale = 1;

  @Option(
      names = "--grain",
      description = "Partitions: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private PartitionGrain grain = PartitionGrain.monthly;

  @Option(
      names = "--derive",
      description =
          "parts: sales by day and part, about as many rows as line items; modes: by day and ship"
              + " mode, few rows. Default: ${DEFAULT-VALUE}.")
  private Derivation derivation = Derivation.parts;

  @Option(
      names = "--rounds",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(names = "--warm-ups", description = "Unmeasured rounds. Default: ${DEFAULT-VALUE}.")
  private int warmUps = 1;

  @Option(
      names = "--workers",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int workers = 1;

  @Option(
      names = "--parallelism",
      converter = PositiveNumber.class,
      description = "Tasks at a time. Default: ${DEFAULT-VALUE}.")
  private int parallelism = 2;

  @Option(
      names = "--rows-per-task",
      description = "Default: a sixth of the line items, at least 100,000.")
  private long rowsPerTask;

  @Option(names = "--checks", description = "Let the spec have four checks.")
  private boolean checks;

  @Option(
      names = "--statements",
      description = "Tell what the engine was asked to do in the last round.")
  private boolean statements;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    output.progress("Starting a stack with " + workers + " workers");
    try (BenchBed bed = BenchBed.start(workers);
        Backfills backfills = new Backfills(bed)) {
      LineitemTables tables = new LineitemTables(bed.engine(), derivation, grain);
      long began = System.nanoTime();
      tables.load(scale);
      long lines = tables.lines();
      output.progress(
          String.format(
              Locale.ROOT, "%,d line items in %.1f s", lines, (System.nanoTime() - began) / 1e9));
      List<List<Measurement>> measured =
          new Comparison(bed, tables, contestants(tables, backfills, lines), output, statements)
              .run(warmUps, rounds);
      LineitemReport report =
          LineitemReport.of(setting(lines), lines, bed.services().peakBytes(), measured);
      output.print(report);
      return report.equal() ? 0 : 1;
    }
  }

  private List<Contestant> contestants(LineitemTables tables, Backfills backfills, long lines) {
    LineitemSpec spec = new LineitemSpec(derivation, parallelism, rowsPerTask(lines), checks);
    return List.of(
        new Floor(tables),
        new PartitionLoop(tables, tables.partitions()),
        new HindcastBackfill("hindcast, one wave", backfills, spec.yaml("[100%]")),
        new HindcastBackfill("hindcast, default waves", backfills, spec.yaml("")));
  }

  private String setting(long lines) {
    return String.format(
        Locale.ROOT,
        "lineitem, scale %s, %s partitions, deriving %s, %d rounds; %d workers, parallelism %d,"
            + " %,d rows per task%s",
        scale,
        grain,
        derivation,
        rounds,
        workers,
        parallelism,
        rowsPerTask(lines),
        checks ? ", four checks" : "");
  }

  private long rowsPerTask(long lines) {
    return rowsPerTask > 0 ? rowsPerTask : Math.max(100_000, lines / 6);
  }
}
