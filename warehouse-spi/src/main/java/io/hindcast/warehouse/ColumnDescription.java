package io.hindcast.warehouse;

/**
 * One column of a table or a query.
 *
 * @param name the column
 * @param type as the server prints it, such as {@code Nullable(Float64)}
 * @param kind how it gets its value
 * @param expression what it is computed from where it is not given; empty for an ordinary column
 */
public record ColumnDescription(String name, String type, Kind kind, String expression) {

  /** A column without an expression. */
  public ColumnDescription(String name, String type, Kind kind) {
    this(name, type, kind, "");
  }

  /** How a column gets its value. */
  public enum Kind {
    /** Must be given. */
    ORDINARY,
    /** Has a default; may be given. */
    DEFAULT,
    /** Computed and stored; cannot be given. */
    MATERIALIZED,
    /** Computed at read; cannot be given. */
    ALIAS,
    /** Given at insert, not stored. */
    EPHEMERAL
  }
}
