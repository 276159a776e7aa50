package io.hindcast.demo.scenario;

import io.hindcast.cli.terminal.Figures;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import io.hindcast.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people. */
final class ReportPage {
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final DemoReport report;

  ReportPage(Terminal terminal, DemoReport report) {
    this.terminal = terminal;
    this.report = report;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    section(lines, "Backfill " + report.findings().backfill().backfillId(), facts());
    section(lines, "What changed", changed());
    section(lines, "Swap events received from hindcast.swap-events", events());
    section(lines, "Evidence", claims());
    lines.add("");
    lines.add(
        report.ok()
            ? terminal.paint(Style.GOOD, "Everything holds.")
            : terminal.paint(Style.BAD, "NOT everything holds."));
    return lines;
  }

  private void section(List<String> lines, String title, List<String> content) {
    lines.add("");
    lines.add(terminal.paint(Style.BOLD, title));
    lines.addAll(content);
  }

  private List<String> facts() {
    Findings found = report.findings();
    Timing timing = report.timing();
    Table table = new Table().left("").left("");
    table.row(
        "partitions",
        Integer.toString(found.swaps().isEmpty() ? 0 : found.swaps().getFirst().partitions()));
    table.row(
        "rows",
        "%s before, %s after"
            .formatted(
                Figures.count(found.contentBefore().rows()),
                Figures.count(found.contentAfter().rows())));
    table.row(
        "time",
        "%s from the request to the swap event, %s with follow-ups"
            .formatted(
                Figures.seconds(timing.swapSeconds()), Figures.seconds(timing.backfillSeconds())));
    table.row("speed", Figures.rate(report.rowsPerSecond()) + " of the source until the swap");
    table.row(
        "bare engine",
        String.format(
            Locale.ROOT,
            "%.2f s for the same statement once, idle, unchecked, not swapped: ratio %.1f",
            timing.bareSeconds(),
            report.ratioToBareEngine()));
    table.row(
        "late flights",
        "rounds of recomputation for them: %d before the swap, %d after it"
            .formatted(found.backfill().catchUpRounds(), found.backfill().followUpRounds()));
    return table.lines(terminal, INDENT).stream().skip(1).toList();
  }

  private List<String> changed() {
    Table table =
        new Table().left("ROUTE").right("FLIGHTS").right("AVG_DELAY BEFORE").right("AFTER");
    for (ChangedRow row : report.findings().changed()) {
      table.row(
          row.route(),
          Figures.count(row.flights()),
          String.format(Locale.ROOT, "%.2f", row.before()),
          String.format(Locale.ROOT, "%.2f", row.after()));
    }
    return table.lines(terminal, INDENT);
  }

  private List<String> events() {
    Table table =
        new Table()
            .right("ROUND")
            .left("AT")
            .right("PARTITIONS")
            .right("ROWS BEFORE")
            .right("AFTER");
    table.right("CARRIED").right("EXCHANGE").right("MERGES STOPPED");
    for (SwapSeen swap : report.findings().swaps()) {
      table.row(
          Integer.toString(swap.round()),
          swap.at(),
          Integer.toString(swap.partitions()),
          Figures.count(swap.rowsBefore()),
          Figures.count(swap.rowsAfter()),
          Figures.count(swap.carriedRows()),
          String.format(Locale.ROOT, "%.1f ms", swap.exchangeMicros() / 1_000.0),
          swap.mergesStoppedMs() + " ms");
    }
    return table.lines(terminal, INDENT);
  }

  private List<String> claims() {
    Table table = new Table().left("").left("CLAIM").left("FIGURES");
    for (Claim claim : report.claims()) {
      String mark =
          claim.holds() ? terminal.paint(Style.GOOD, "ok") : terminal.paint(Style.BAD, "FAILED");
      table.row(mark, claim.name(), claim.evidence());
    }
    return table.lines(terminal, INDENT);
  }
}
