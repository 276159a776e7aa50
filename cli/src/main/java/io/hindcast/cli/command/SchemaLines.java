package io.hindcast.cli.command;

import io.hindcast.cli.api.Plan;
import io.hindcast.cli.terminal.Style;
import io.hindcast.cli.terminal.Table;
import io.hindcast.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a transform yields beside what its target stores. */
final class SchemaLines {
  private static final String INDENT = "  ";

  private SchemaLines() {}

  /** The columns of a target that is refused. */
  static List<String> of(Terminal terminal, Plan.Schema schema) {
    List<String> lines = new ArrayList<>();
    lines.add(terminal.paint(Style.BOLD, schema.target()));
    lines.addAll(lines(terminal, schema.columns()));
    lines.add("");
    return lines;
  }

  /** The columns, or in one line that there is nothing to look at; never silence. */
  static List<String> lines(Terminal terminal, List<Plan.ColumnFit> columns) {
    if (columns.isEmpty()) {
      return List.of(INDENT + "columns: not compared");
    }
    if (columns.stream().allMatch(Plan.ColumnFit::plain)) {
      return List.of(INDENT + same(columns));
    }
    return table(columns).lines(terminal, INDENT);
  }

  private static String same(List<Plan.ColumnFit> columns) {
    long filled = columns.stream().filter(column -> !column.verdict().equals("SAME")).count();
    String same =
        columns.size() - filled == 1
            ? "columns: 1, the same on both sides"
            : "columns: %d, all the same on both sides".formatted(columns.size() - filled);
    return filled == 0 ? same : "%s; %d filled in by the table".formatted(same, filled);
  }

  private static Table table(List<Plan.ColumnFit> columns) {
    Table table =
        new Table().left("COLUMN").left("TRANSFORM YIELDS").left("TARGET STORES").left("VERDICT");
    columns.forEach(column ->
        table.row(
            column.name(), orDash(column.yields()), orDash(column.stores()), verdict(column)));
    return table;
  }

  private static String verdict(Plan.ColumnFit column) {
    return column.verdict().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String orDash(String type) {
    return type.isEmpty() ? "-" : type;
  }
}
