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
    /** Whether a value can be converted shows when it is. */
    DOUBTFUL,
    /** Values that do not fit are changed without an error. */
    NARROWING,
    /** A NULL fails the task. */
    NULL_FAILS,
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
