package io.hindcast.cli.command;

import io.hindcast.cli.api.Plan;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Terminal;

/** Findings of a plan, one a line. */
final class FindingLines {
  private FindingLines() {}

  static String of(Terminal terminal, Plan.Finding finding) {
    if (finding.note()) {
      return "note: " + finding.message();
    }
    String label =
        finding.error()
            ? terminal.paint(Style.BAD, "error")
            : terminal.paint(Style.WARN, "warning");
    return "%s: %s (%s)".formatted(label, finding.message(), finding.code());
  }
}
