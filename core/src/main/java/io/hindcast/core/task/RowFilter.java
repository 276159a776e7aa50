package io.hindcast.core.task;

import java.util.List;

/**
 * Which rows of the transform's result a task takes: those that satisfy every clause. It is what
 * tells the tasks apart that share a range and have different partitions of it.
 *
 * @param clauses all of them hold for a row that is taken; none for a task that takes every row
 */
public record RowFilter(List<Clause> clauses) {
  /** Takes every row. */
  public static final RowFilter NONE = new RowFilter(List.of());

  /** Copies the clauses. */
  public RowFilter {
    clauses = List.copyOf(clauses);
  }

  /** Whether every row is taken. */
  public boolean takesAll() {
    return clauses.isEmpty();
  }

  /** What a row's values have to do with the listed ones. */
  public enum Sense {
    /** They are one of them. */
    AMONG,
    /** They are none of them. */
    EXCEPT
  }

  /**
   * A dimension of the partition key.
   *
   * @param expression over the transform's columns
   * @param type of the expression's value, as the warehouse prints it
   */
  public record Term(String expression, String type) {}

  /**
   * A comparison.
   *
   * @param terms what is compared, at least one
   * @param sense how
   * @param values each with one text per term
   */
  public record Clause(List<Term> terms, Sense sense, List<List<String>> values) {
    /** Copies the lists. */
    public Clause {
      terms = List.copyOf(terms);
      values = values.stream().map(List::copyOf).toList();
      if (terms.isEmpty()) {
        throw new IllegalArgumentException("A clause has at least one term");
      }
      int width = terms.size();
      if (values.stream().anyMatch(tuple -> tuple.size() != width)) {
        throw new IllegalArgumentException("A clause has one value for each of its terms");
      }
    }

    /** Characters of all values together. */
    public long length() {
      return values.stream().flatMap(List::stream).mapToLong(String::length).sum();
    }
  }
}
