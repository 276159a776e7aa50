package io.hindcast.benchmarks.workers;

import io.hindcast.benchmarks.bed.BenchBed;
import io.hindcast.benchmarks.bed.Usage;
import io.hindcast.benchmarks.course.BackfillRun;
import io.hindcast.benchmarks.course.Backfills;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What more workers bring, and what their deaths cost. */
@Command(
    name = "workers",
    mixinStandardHelpOptions = true,
    description = "Run the same backfill with more and more workers, two slots each.")
public final class WorkersCommand implements Callable<Integer> {
  private static final int SLOTS_PER_WORKER = 2;

  @Option(
      names = "--workers",
      converter = PositiveNumber.class,
      split = ",",
      description = "Default: 1,2,4.")
  private List<Integer> workers = List.of(1, 2, 4);

  @Option(
      names = "--tasks",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int tasks = 100;

  @Option(
      names = "--task-millis",
      converter = PositiveNumber.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private int taskMillis = 300;

  @Option(
      names = "--kill-every",
      description = "Seconds between SIGKILLs of a worker; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int killEvery;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    int first = workers.getFirst();
    output.progress("Starting a stack");
    try (BenchBed bed = BenchBed.start(first);
        Backfills backfills = new Backfills(bed)) {
      EqualTasks equal = new EqualTasks(bed.engine(), tasks, taskMillis);
      equal.load();
      equal.reset();
      backfills.run(equal.spec(first * SLOTS_PER_WORKER)).settled();
      output.progress("Warmed up");
      List<WorkersReport.Step> steps = new ArrayList<>();
      int running = first;
      for (int wanted : workers) {
        for (; running < wanted; running++) {
          bed.addWorker();
        }
        equal.reset();
        steps.add(step(bed, backfills, equal, running));
        output.progress("%d workers: %s".formatted(running, steps.getLast()));
      }
      WorkersReport report = new WorkersReport(steps);
      output.print(report);
      return report.allComplete() ? 0 : 1;
    }
  }

  private WorkersReport.Step step(
      BenchBed bed, Backfills backfills, EqualTasks equal, int running) {
    Usage services = bed.services();
    Usage engine = bed.warehouse();
    try (Reaper reaper = Reaper.start(bed, Duration.ofSeconds(killEvery))) {
      BackfillRun run = backfills.run(equal.spec(running * SLOTS_PER_WORKER)).settled();
      int deaths = reaper.stop();
      return new WorkersReport.Step(
          running,
          tasks,
          deaths,
          run.beginnings(),
          run.seconds(),
          run.phases().computing(),
          bed.services().cpuSecondsSince(services),
          bed.warehouse().cpuSecondsSince(engine),
          equal.complete());
    }
  }
}
