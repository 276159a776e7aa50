package io.hindcast.benchmarks.swap;

import io.hindcast.benchmarks.figures.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Swaps of several sizes, quiet and with writers; a table for the documentation. */
record SwapReport(int rowsPerPartition, int rounds, List<Line> lines) implements Report {
  /**
   * The medians of all rounds.
   *
   * @param swap what was done
   * @param partitions of the table; half of them are recomputed
   * @param writers at the same time
   * @param mergesStoppedMs how long merges of the target stood still
   * @param mergesStoppedMsMax the longest of all rounds
   * @param exchangeMs the statement that readers notice
   * @param carriedRows late rows
   * @param seconds from the request on a topic to the event on another
   * @param tableMb of the live table before
   * @param extraMb that are held afterwards on top of table and shadow, hard links counted once
   */
  record Line(
      String swap,
      int partitions,
      int writers,
      double mergesStoppedMs,
      double mergesStoppedMsMax,
      double exchangeMs,
      double carriedRows,
      double seconds,
      double tableMb,
      double extraMb) {}

  @Override
  public List<String> page() {
    List<String> page = new ArrayList<>();
    page.add(
        "| swap | partitions | writers | merges stopped, ms (longest) | exchange, ms | late rows | whole swap, s | table, MB | extra disk, MB |");
    page.add("|---|---|---|---|---|---|---|---|---|");
    lines.forEach(line -> page.add(row(line)));
    page.add("");
    page.add(
        String.format(
            Locale.ROOT,
            "Medians of %d rounds; %,d rows in each partition.",
            rounds,
            rowsPerPartition));
    return page;
  }

  private static String row(Line line) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %d | %.0f (%.0f) | %.1f | %.0f | %.2f | %.1f | %.2f |",
        line.swap(),
        line.partitions(),
        line.writers(),
        line.mergesStoppedMs(),
        line.mergesStoppedMsMax(),
        line.exchangeMs(),
        line.carriedRows(),
        line.seconds(),
        line.tableMb(),
        line.extraMb());
  }
}
