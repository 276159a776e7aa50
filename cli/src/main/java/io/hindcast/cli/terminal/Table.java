package io.hindcast.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Aligned columns. Cells may be styled: widths count what is visible. */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String title, boolean right) {}

  /** Adds a column whose cells begin at its left edge. */
  public Table left(String title) {
    columns.add(new Column(title, false));
    return this;
  }

  /** Adds a column whose cells end at its right edge, for figures. */
  public Table right(String title) {
    columns.add(new Column(title, true));
    return this;
  }

  /** Adds a row with one cell per column. */
  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "A row of %d cells for %d columns".formatted(cells.length, columns.size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Title line and rows, each behind {@code indent}. */
  public List<String> lines(Terminal terminal, String indent) {
    List<String> titles =
        columns.stream().map(column -> terminal.paint(Style.DIM, column.title())).toList();
    List<String> lines = new ArrayList<>();
    lines.add(indent + line(titles));
    rows.forEach(row -> lines.add(indent + line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(width(i) - Ansi.width(cells.get(i)));
      boolean right = columns.get(i).right();
      line.append(i == 0 ? "" : GAP);
      line.append(right ? padding : "").append(cells.get(i)).append(right ? "" : padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest = Ansi.width(columns.get(column).title());
    for (List<String> row : rows) {
      widest = Math.max(widest, Ansi.width(row.get(column)));
    }
    return widest;
  }
}
