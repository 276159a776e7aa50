package io.hindcast.benchmarks.workers;

import io.hindcast.benchmarks.figures.Report;
import io.hindcast.benchmarks.figures.TextTable;
import java.util.List;
import java.util.Locale;

/** The same backfill with more and more workers. */
record WorkersReport(List<Step> steps) implements Report {
  WorkersReport {
    steps = List.copyOf(steps);
  }

  /**
   * One run.
   *
   * @param deaths workers that were killed meanwhile
   * @param begun how often a worker began on a task; once each when nothing had to be done again
   * @param computing seconds while tasks ran
   * @param servicesCpu seconds of Hindcast's processes that still lived in the end
   * @param engineCpu seconds of the engine
   * @param complete whether each partition is there once, with the right content
   */
  record Step(
      int workers,
      int tasks,
      int deaths,
      int begun,
      double seconds,
      double computing,
      double servicesCpu,
      double engineCpu,
      boolean complete) {}

  boolean allComplete() {
    return steps.stream().allMatch(Step::complete);
  }

  @Override
  public List<String> page() {
    TextTable table =
        new TextTable(
            "workers",
            "tasks",
            "deaths",
            "begun",
            "seconds",
            "tasks/s",
            "x first",
            "our CPU s",
            "engine CPU s",
            "complete");
    for (Step step : steps) {
      table.row(
          Integer.toString(step.workers()),
          Integer.toString(step.tasks()),
          Integer.toString(step.deaths()),
          Integer.toString(step.begun()),
          String.format(Locale.ROOT, "%.1f", step.seconds()),
          String.format(Locale.ROOT, "%.1f", step.tasks() / step.computing()),
          String.format(Locale.ROOT, "%.2f", steps.getFirst().computing() / step.computing()),
          String.format(Locale.ROOT, "%.2f", step.servicesCpu()),
          String.format(Locale.ROOT, "%.2f", step.engineCpu()),
          step.complete() ? "yes" : "NO");
    }
    return table.lines();
  }
}
