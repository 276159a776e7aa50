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
    lines.addAll(table(schema.columns()).lines(terminal, INDENT));
    lines.add("");
    return lines;
  }

  /** Empty where every column has the same type on both sides: there is nothing to look at. */
  static Table table(List<Plan.ColumnFit> columns) {
    Table table =
        new Table().left("COLUMN").left("TRANSFORM YIELDS").left("TARGET STORES").left("VERDICT");
    if (columns.stream().anyMatch(column -> !column.plain())) {
      columns.forEach(column ->
          table.row(
              column.name(), orDash(column.yields()), orDash(column.stores()), verdict(column)));
    }
    return table;
  }

  private static String verdict(Plan.ColumnFit column) {
    return column.verdict().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String orDash(String type) {
    return type.isEmpty() ? "-" : type;
  }
}
