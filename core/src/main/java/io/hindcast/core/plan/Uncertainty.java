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
    return "transform.sql, line %d: %s %s".formatted(line, what, why);
  }
}
