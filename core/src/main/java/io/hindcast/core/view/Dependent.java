package io.hindcast.core.view;

import io.hindcast.core.table.TableName;

/**
 * A view beside a table.
 *
 * @param view the view
 * @param relation what it has to do with the table
 * @param through the table that it reads or writes: the table itself, or one that is connected to
 *     it by other views
 */
public record Dependent(View view, Relation relation, TableName through) {

  /** The direction of a view's dependence. */
  public enum Relation {
    /** Fires on inserts into the table. */
    READS_FROM,
    /** Inserts into the table. */
    WRITES_INTO,
    /** Reads the table at other times. */
    LOOKS_UP
  }
}
