package io.hindcast.validator.measure;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;

/** Tells a mistake in a check from trouble with the warehouse or the working tables. */
final class Blame {
  private Blame() {}

  /** Whether a query that holds nothing of a user's but names and expressions fails by them. */
  static boolean isOnExpression(HindcastException e) {
    // A table that is gone is one of ours: expressions name none.
    return isOnQuery(e) && e.code() != ErrorCode.TABLE_UNKNOWN;
  }

  /** Whether a user's whole query fails by itself. */
  static boolean isOnQuery(HindcastException e) {
    return e.code().category() == ErrorCategory.USER;
  }

  static String words(HindcastException e) {
    return String.valueOf(e.getMessage());
  }
}
