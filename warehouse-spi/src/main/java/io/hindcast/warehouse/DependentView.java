package io.hindcast.warehouse;

import io.hindcast.core.table.TableName;

/**
 * A materialized view beside a table.
 *
 * @param view the view
 * @param relation whether it reads from or writes into the table
 */
public record DependentView(TableName view, Relation relation) {

  /** The direction of a view's dependence. */
  public enum Relation {
    /** Fires on inserts into the table. */
    READS_FROM,
    /** Inserts into the table. */
    WRITES_INTO
  }
}
