package io.hindcast.benchmarks.plan;

import io.hindcast.benchmarks.figures.Report;
import io.hindcast.benchmarks.figures.TextTable;
import java.util.List;
import java.util.Locale;

/** Planning at several sizes. */
record PlanReport(List<Planning> plannings) implements Report {
  /**
   * Planning at one size.
   *
   * @param slices partitions of all sources
   * @param medianMs of several runs after warm-up
   * @param maxMs the slowest of them
   * @param allocatedBytes per run
   */
  record Planning(
      int partitions,
      int slices,
      int tasks,
      int waves,
      double medianMs,
      double maxMs,
      long allocatedBytes) {}

  @Override
  public List<String> page() {
    TextTable table =
        new TextTable(
            "partitions", "source slices", "tasks", "waves", "median ms", "max ms", "MB allocated");
    for (Planning planning : plannings) {
      table.row(
          String.format(Locale.ROOT, "%,d", planning.partitions()),
          String.format(Locale.ROOT, "%,d", planning.slices()),
          String.format(Locale.ROOT, "%,d", planning.tasks()),
          Integer.toString(planning.waves()),
          String.format(Locale.ROOT, "%.1f", planning.medianMs()),
          String.format(Locale.ROOT, "%.1f", planning.maxMs()),
          String.format(Locale.ROOT, "%.1f", planning.allocatedBytes() / 1e6));
    }
    return table.lines();
  }
}
