package io.hindcast.core.plan;

/**
 * A comparison of a column of fractions of seconds with a bound of whole seconds, by {@code <} or
 * {@code >}. The engine cuts the smallest and largest time of a part to whole seconds before it
 * compares them with the bound, and leaves out a part whose first row is in the last second before
 * it, with its rows.
 *
 * @param column the column, as the analysed statement names it
 * @param columnType such as {@code DateTime64(3, 'UTC')}
 * @param boundType such as {@code DateTime}
 * @param indexed whether the engine leaves out parts by the column
 */
public record CoarseBound(String column, String columnType, String boundType, boolean indexed) {}
