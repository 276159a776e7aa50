package io.hindcast.warehouse.clickhouse;

import java.math.BigDecimal;

/**
 * One end of what a condition leaves of a column.
 *
 * @param column a stored column
 * @param function that is applied to it before it is compared; empty for none
 * @param lower whether values below are left out, rather than those above
 * @param inclusive whether the value itself is left
 * @param value seconds since 1970, days since 1970, or whatever the column counts
 * @param unit what the value counts
 */
record FilterEdge(
    String column, String function, boolean lower, boolean inclusive, BigDecimal value, Unit unit) {

  /** What a value counts. */
  enum Unit {
    SECONDS,
    DAYS,
    /** As the column's type says. */
    NATIVE
  }
}
