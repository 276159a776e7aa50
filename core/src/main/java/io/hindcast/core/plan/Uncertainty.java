package io.hindcast.core.plan;

/**
 * Something in a statement because of which it may yield other rows when it is run again.
 *
 * @param certain whether it hardly ever yields the same; otherwise it may or may not
 * @param line of the statement, from 1
 * @param what is written there
 * @param why that matters, and what to do
 */
record Uncertainty(boolean certain, int line, String what, String why) {
  String message() {
    return message("transform.sql");
  }

  /**
   * The same of another text.
   *
   * @param where the text is in the spec
   */
  String message(String where) {
    return "%s, line %d: %s %s".formatted(where, line, what, why);
  }

  /** Whether it reads something beside the server's own tables. */
  boolean outside() {
    return why.equals(UncertainCalls.OUTSIDE);
  }
}
