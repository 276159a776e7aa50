package io.hindcast.control.database;

/** Turns one row into a value. */
@FunctionalInterface
public interface RowMapper<T> {

  /** The row is valid only during this call. */
  T map(Row row);
}
