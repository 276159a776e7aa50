package io.hindcast.core.plan;

/**
 * How one column of the transform fits into the target.
 *
 * @param name the column
 * @param yields its type in the transform's output; empty when the transform does not yield it
 * @param stores its type in the target; empty when the target does not have it
 * @param note what is wrong, or what to do; empty when it fits
 */
public record ColumnFit(String name, String yields, String stores, Verdict verdict, String note) {

  /** How a column fits. */
  public enum Verdict {
    /** Both have the same type. */
    SAME,
    /** Every value has its place in the other type. */
    CONVERTED,
    /** Every value has its place but at the far ends of the calendar, where the task fails. */
    CHECKED,
    /** Each value is looked at when it is stored: one that does not fit fails the task. */
    DOUBTFUL,
    /** Values that do not fit are changed without an error. */
    NARROWING,
    /** A NULL fails the task. */
    NULL_FAILS,
    /** A NULL becomes the column's default, since the spec's settings say so. */
    NULL_DEFAULTED,
    /** The table's default is stored. */
    DEFAULTED,
    /** The table computes it. */
    COMPUTED,
    /** The transform does not yield what the target needs. */
    MISSING,
    /** The transform yields what the target cannot take. */
    UNKNOWN,
    /** The transform yields it twice. */
    TWICE
  }
}
