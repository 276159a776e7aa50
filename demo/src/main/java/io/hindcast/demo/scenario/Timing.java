package io.hindcast.demo.scenario;

/**
 * Seconds that things took, by the clock on the wall.
 *
 * @param stackSeconds until the servers and services were ready
 * @param loadSeconds to load the data and to build the table with the bug
 * @param swapSeconds from publishing the request to the first swap event's arrival
 * @param backfillSeconds from publishing the request to the state SWAPPED, follow-ups included
 * @param bareSeconds for the same statement, once, on the idle engine alone
 */
record Timing(
    double stackSeconds,
    double loadSeconds,
    double swapSeconds,
    double backfillSeconds,
    double bareSeconds) {

  /** How much longer than the bare engine it took until readers had the new version. */
  double ratioToBareEngine() {
    return swapSeconds / bareSeconds;
  }

  /** Source rows per second until readers had the new version. */
  double rowsPerSecond() {
    return FlightTables.FLIGHTS / swapSeconds;
  }

  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
