package io.hindcast.cli.command;

import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Lines of a label and a value, the values aligned. */
final class Facts {
  private static final int LABEL_COLUMNS = 12;

  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  Facts(Terminal terminal) {
    this.terminal = terminal;
  }

  Facts add(String label, String value) {
    String padding = " ".repeat(Math.max(1, LABEL_COLUMNS - label.length()));
    lines.add("  " + terminal.paint(Style.DIM, label) + padding + value);
    return this;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
