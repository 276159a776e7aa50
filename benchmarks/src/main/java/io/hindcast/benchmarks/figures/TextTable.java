package io.hindcast.benchmarks.figures;

import java.util.ArrayList;
import java.util.List;

/** A table of text, its columns as wide as they have to be: the first to the left, others right. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these headings. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with a cell for every heading. */
  public TextTable row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "Expected %d cells, found %d".formatted(rows.getFirst().size(), cells.length));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Its lines, the headings first. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String gap = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? cell + gap : "  " + gap + cell);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
