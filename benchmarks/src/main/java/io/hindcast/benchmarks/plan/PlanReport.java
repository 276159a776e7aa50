package io.hindcast.benchmarks.plan;

import io.hindcast.benchmarks.figures.Report;
import io.hindcast.benchmarks.figures.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Planning at several sizes, and storing what was planned; the latter only where asked for. */
record PlanReport(List<Planning> plannings, List<Storing> storings) implements Report {
  PlanReport {
    plannings = List.copyOf(plannings);
    storings = List.copyOf(storings);
  }

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

  /**
   * A plan in the store.
   *
   * @param storeMs one transaction with everything, once
   * @param firstPageMs the first hundred tasks, as are the following a median of several
   * @param lastPageMs the last hundred
   * @param statusMs everything about the backfill but single tasks
   * @param runsMs the list of all backfills
   * @param nextMs the next tasks for eight free slots
   */
  record Storing(
      int partitions,
      int tasks,
      double storeMs,
      double firstPageMs,
      double lastPageMs,
      double statusMs,
      double runsMs,
      double nextMs) {}

  @Override
  public List<String> page() {
    List<String> lines = new ArrayList<>(planned());
    if (!storings.isEmpty()) {
      lines.add("");
      lines.addAll(stored());
    }
    return lines;
  }

  private List<String> stored() {
    TextTable table =
        new TextTable(
            "partitions", "tasks", "store ms", "first page", "last page", "status", "runs", "next");
    for (Storing storing : storings) {
      table.row(
          String.format(Locale.ROOT, "%,d", storing.partitions()),
          String.format(Locale.ROOT, "%,d", storing.tasks()),
          String.format(Locale.ROOT, "%.0f", storing.storeMs()),
          String.format(Locale.ROOT, "%.1f", storing.firstPageMs()),
          String.format(Locale.ROOT, "%.1f", storing.lastPageMs()),
          String.format(Locale.ROOT, "%.1f", storing.statusMs()),
          String.format(Locale.ROOT, "%.1f", storing.runsMs()),
          String.format(Locale.ROOT, "%.1f", storing.nextMs()));
    }
    return table.lines();
  }

  private List<String> planned() {
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
