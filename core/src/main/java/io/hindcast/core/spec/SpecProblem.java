package io.hindcast.core.spec;

import java.util.Comparator;

/**
 * One mistake in a spec.
 *
 * @param line where it is, counted from 1
 * @param column where in the line, counted from 1
 * @param path which value it concerns, such as {@code spec.waves[2]}; empty for the whole document
 * @param message what was expected and what was found
 */
public record SpecProblem(int line, int column, String path, String message)
    implements Comparable<SpecProblem> {
  private static final Comparator<SpecProblem> ORDER =
      Comparator.comparingInt(SpecProblem::line)
          .thenComparingInt(SpecProblem::column)
          .thenComparing(SpecProblem::path)
          .thenComparing(SpecProblem::message);

  @Override
  public int compareTo(SpecProblem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String where = path.isEmpty() ? "" : path + ": ";
    return "line %d, column %d: %s%s".formatted(line, column, where, message);
  }
}
