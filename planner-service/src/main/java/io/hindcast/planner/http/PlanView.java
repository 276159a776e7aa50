package io.hindcast.planner.http;

import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlannedTask;
import io.hindcast.core.plan.PlannedWave;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A plan as the API shows it. */
record PlanView(
    String name,
    String target,
    RangeView range,
    String strategy,
    boolean atomic,
    int partitions,
    int tasks,
    long rowsToRead,
    long rowsToWrite,
    long bytesToWrite,
    long diskNeeded,
    long diskFree,
    List<PlannedWave> waves,
    List<TaskView> taskList,
    List<DependentView> dependents,
    List<FindingView> findings) {

  record RangeView(Instant from, Instant to) {}

  record TaskView(
      String taskId,
      int wave,
      Instant from,
      Instant to,
      List<String> partitions,
      long rowsToRead) {}

  record DependentView(String view, String relation) {}

  record FindingView(String severity, String code, String message) {
    static FindingView of(Finding finding) {
      return new FindingView(finding.severity().name(), finding.code().name(), finding.message());
    }
  }

  static PlanView of(Plan plan) {
    Plan.Estimate estimate = plan.estimate();
    return new PlanView(
        plan.name(),
        plan.target().toString(),
        new RangeView(plan.range().from(), plan.range().to()),
        plan.strategy().name().toLowerCase(Locale.ROOT),
        plan.atomic(),
        plan.partitions(),
        plan.tasks().size(),
        estimate.rowsToRead(),
        estimate.rowsToWrite(),
        estimate.bytesToWrite(),
        estimate.diskNeeded(),
        estimate.diskFree(),
        plan.waves(),
        plan.tasks().stream().map(PlanView::task).toList(),
        plan.dependents().stream()
            .map(d ->
                new DependentView(d.view(), d.writesIntoTarget() ? "WRITES_INTO" : "READS_FROM"))
            .toList(),
        plan.findings().stream().map(FindingView::of).toList());
  }

  /** The same with more findings. */
  PlanView and(List<FindingView> more) {
    List<FindingView> all = Stream.concat(findings.stream(), more.stream()).toList();
    return new PlanView(
        name,
        target,
        range,
        strategy,
        atomic,
        partitions,
        tasks,
        rowsToRead,
        rowsToWrite,
        bytesToWrite,
        diskNeeded,
        diskFree,
        waves,
        taskList,
        dependents,
        all);
  }

  private static TaskView task(PlannedTask task) {
    return new TaskView(
        task.taskId(),
        task.wave(),
        task.range().from(),
        task.range().to(),
        task.partitionIds(),
        task.rowsToRead());
  }
}
