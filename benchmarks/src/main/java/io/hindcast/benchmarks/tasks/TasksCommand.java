package io.hindcast.benchmarks.tasks;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.bed.Statements;
import io.hindcast.benchmarks.bed.Usage;
import io.hindcast.benchmarks.course.BackfillRun;
import io.hindcast.benchmarks.course.Backfills;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import io.hindcast.benchmarks.figures.Spread;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a task costs beside its computation. */
@Command(
    name = "tasks",
    mixinStandardHelpOptions = true,
    description = "Run many tiny tasks, each of one daily partition, from end to end.")
public final class TasksCommand implements Callable<Integer> {
  @Option(
      names = "--tasks",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int tasks = 1000;

  @Option(
      names = "--parallelism",
      converter = PositiveNumber.class,
      description = "Tasks at a time. Default: ${DEFAULT-VALUE}.")
  private int parallelism = 8;

  @Option(
      names = "--workers",
      converter = PositiveNumber.class,
      description = "Each has two slots unless configured otherwise. Default: ${DEFAULT-VALUE}.")
  private int workers = 4;

  @Option(
      names = "--warm-up",
      description = "Tasks of an unmeasured backfill before. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 100;

  @Option(
      names = "--statements",
      description = "Tell what the engine was asked to do, and what each process used.")
  private boolean statements;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    output.progress("Starting a stack with " + workers + " workers");
    try (BenchBed bed = BenchBed.start(workers);
        Backfills backfills = new Backfills(bed)) {
      TinyTables tables = new TinyTables(bed.engine(), tasks);
      tables.load();
      warmUp(bed, backfills);
      tables.reset();
      long began = System.nanoTime();
      tables.runBare(parallelism);
      double bareSeconds = (System.nanoTime() - began) / 1e9;
      output.progress("Bare statements: %.2f s".formatted(bareSeconds));
      TasksReport report = measure(bed, backfills, tables, bareSeconds);
      output.print(report);
      return report.equal() ? 0 : 1;
    }
  }

  private void warmUp(BenchBed bed, Backfills backfills) {
    if (warmUp > 0) {
      TinyTables few = new TinyTables(bed.engine(), Math.min(warmUp, tasks));
      few.reset();
      few.runBare(parallelism);
      backfills.run(few.spec(parallelism)).settled();
      output.progress("Warmed up");
    }
  }

  private TasksReport measure(
      BenchBed bed, Backfills backfills, TinyTables tables, double bareSeconds) {
    String expected = tables.checksum();
    tables.reset();
    Instant begin = Instant.now();
    SortedMap<String, Usage> each = bed.eachService();
    Usage services = bed.services();
    Usage engine = bed.warehouse();
    Backfills.Finished finished = backfills.run(tables.spec(parallelism));
    double servicesCpu = bed.services().cpuSecondsSince(services);
    double engineCpu = bed.warehouse().cpuSecondsSince(engine);
    BackfillRun run = finished.settled();
    if (statements) {
      tell(bed, begin, each);
    }
    return new TasksReport(
        run.tasks(),
        parallelism,
        workers,
        bareSeconds,
        run.seconds(),
        run.tasks() / run.seconds(),
        run.tasks() / run.phases().computing(),
        (run.seconds() - bareSeconds) * 1000 / run.tasks(),
        servicesCpu * 1000 / run.tasks(),
        engineCpu * 1000 / run.tasks(),
        bed.services().peakBytes(),
        Spread.of(run.relayMs()),
        Spread.of(run.dispatchMs()),
        Spread.of(run.workMs()),
        run.phases(),
        expected.equals(tables.checksum()));
  }

  private void tell(BenchBed bed, Instant begin, SortedMap<String, Usage> before) {
    bed.eachService()
        .forEach((name, usage) ->
            output.progress(
                String.format(
                    Locale.ROOT,
                    "%s: %.2f s of CPU",
                    name,
                    usage.cpuSecondsSince(before.getOrDefault(name, usage)))));
    Statements.since(bed.engine(), begin).lines().forEach(output::progress);
  }
}
