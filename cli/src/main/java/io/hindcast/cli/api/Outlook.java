package io.hindcast.cli.api;

/**
 * What all tasks will have taken.
 *
 * @param basis MEASURED by tasks of the backfill, or ASSUMED from an earlier one of the table
 */
public record Outlook(
    String basis,
    double rowsPerSecond,
    double secondsLeft,
    long bytesToRead,
    long bytesToWrite,
    double taskSeconds) {

  /** What all tasks cost. */
  public record Cost(double amount, String currency) {}
}
