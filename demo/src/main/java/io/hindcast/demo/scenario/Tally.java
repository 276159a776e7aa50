package io.hindcast.demo.scenario;

/**
 * What became of rows that a server acknowledged.
 *
 * @param acknowledged how many there were
 * @param lost how many of them are not there
 * @param duplicated how many are there more often than once
 */
record Tally(long acknowledged, long lost, long duplicated) {
  /** Whether each is there exactly once. */
  boolean exact() {
    return lost == 0 && duplicated == 0;
  }
}
