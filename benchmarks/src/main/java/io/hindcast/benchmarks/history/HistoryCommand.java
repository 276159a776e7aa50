package io.hindcast.benchmarks.history;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import io.hindcast.cli.api.PlannerApi;
import io.hindcast.cli.connection.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is left, and what it costs, after many backfills with rollbacks. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Run many small backfills with rollbacks, and look at what they leave.")
public final class HistoryCommand implements Callable<Integer> {
  @Option(
      names = "--backfills",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int backfills = 500;

  @Option(
      names = "--tables",
      converter = PositiveNumber.class,
      description = "Targets, whose backfills run side by side. Default: ${DEFAULT-VALUE}.")
  private int tables = 5;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    output.progress("Starting a stack");
    try (BenchBed bed = BenchBed.start(2);
        PlannerApi planner = new PlannerApi(new Connection(bed.api(), bed.apiToken()));
        Gauge gauge = new Gauge(bed)) {
      History history = new History(bed.engine(), planner, tables);
      history.prepare();
      Moment begin = gauge.read("begin");
      history.run(backfills, done -> output.progress(done + " backfills"));
      Moment before = gauge.read("before the janitor");
      planner.janitorRun();
      Moment after = gauge.read("after the janitor");
      output.print(new HistoryReport(backfills, tables, List.of(begin, before, after)));
      return 0;
    }
  }
}
