package io.hindcast.benchmarks.plan;

import com.sun.management.ThreadMXBean;
import io.hindcast.benchmarks.bed.BenchPostgres;
import io.hindcast.benchmarks.figures.PositiveNumber;
import io.hindcast.benchmarks.figures.ReportOptions;
import io.hindcast.benchmarks.figures.Samples;
import io.hindcast.core.plan.BackfillPlanner;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.plan.SourceTable;
import io.hindcast.core.plan.Survey;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long planning takes once the metadata is there. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Plan backfills of many hourly partitions, a task each, and store them.")
public final class PlanCommand implements Callable<Integer> {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Option(
      names = "--partitions",
      converter = PositiveNumber.class,
      split = ",",
      description = "Sizes. Default: 1000,10000,100000.")
  private List<Integer> partitions = List.of(1_000, 10_000, 100_000);

  @Option(
      names = "--runs",
      converter = PositiveNumber.class,
      description = "Measured runs of each. Default: ${DEFAULT-VALUE}.")
  private int runs = 7;

  @Option(names = "--warm-ups", description = "Unmeasured runs. Default: ${DEFAULT-VALUE}.")
  private int warmUps = 3;

  @Option(
      names = "--store",
      description = "Start PostgreSQL, store the plans and look at them as people do.")
  private boolean store;

  @Mixin private final ReportOptions output = new ReportOptions();

  @Override
  public Integer call() {
    List<PlanReport.Planning> plannings = partitions.stream().map(this::measure).toList();
    output.print(new PlanReport(plannings, store ? stored() : List.of()));
    return 0;
  }

  private List<PlanReport.Storing> stored() {
    output.progress("Starting PostgreSQL");
    try (BenchPostgres postgres = BenchPostgres.start()) {
      return partitions.stream()
          .map(size -> plan(new HourlySurvey(size).survey()))
          .map(plan -> new StoredPlan(postgres.database(), plan, UUID.randomUUID()).measure())
          .toList();
    }
  }

  private PlanReport.Planning measure(int size) {
    Survey survey = new HourlySurvey(size).survey();
    Plan plan = plan(survey);
    for (int i = 1; i < warmUps; i++) {
      plan = plan(survey);
    }
    List<Double> millis = new ArrayList<>();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < runs; i++) {
      long began = System.nanoTime();
      plan = plan(survey);
      millis.add((System.nanoTime() - began) / 1e6);
    }
    long perRun = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / runs;
    Samples samples = Samples.of(millis);
    return new PlanReport.Planning(
        plan.partitions(),
        slices(survey.sources()),
        plan.tasks().size(),
        plan.waves().size(),
        samples.median(),
        samples.max(),
        perRun);
  }

  private static int slices(List<SourceTable> sources) {
    return sources.stream().mapToInt(source -> source.slices().size()).sum();
  }

  private static Plan plan(Survey survey) {
    return switch (BackfillPlanner.plan(survey)) {
      case PlanOutcome.Planned planned -> planned.plan();
      case PlanOutcome.Refused refused -> throw new IllegalStateException(refused.message());
      case PlanOutcome.NothingToDo nothing -> throw new IllegalStateException(nothing.message());
    };
  }
}
