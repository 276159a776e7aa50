package io.hindcast.warehouse;

import java.util.List;

/** A number to measure over rows. */
public sealed interface Metric {

  /** Rows. */
  record Rows() implements Metric {}

  /** Rows beyond the first of each key: 0 when the key is unique within the group. */
  record DuplicateKeys(List<String> columns) implements Metric {
    /** Copies the columns. */
    public DuplicateKeys {
      columns = List.copyOf(columns);
    }
  }

  /** Rows whose column is NULL, or NaN for floats. */
  record Nulls(String column) implements Metric {}

  /** Smallest value of a numeric column, NaN passed over. */
  record Min(String column) implements Metric {}

  /** Largest value of a numeric column, NaN passed over. */
  record Max(String column) implements Metric {}
}
