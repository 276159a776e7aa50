package io.hindcast.core.task;

import java.time.Duration;
import java.util.List;

/**
 * What an accepted attempt did.
 *
 * @param workerId who ran it
 * @param rowsRead source rows
 * @param bytesRead uncompressed source bytes
 * @param rowsWritten rows in owned partitions
 * @param bytesWritten bytes on disk in owned partitions
 * @param filteredRows stray rows that the spec asked to leave out
 * @param elapsed wall time of its query
 * @param peakMemoryBytes of its query, 0 where unknown
 * @param counts what the sources said to the spec's rowCount checks; empty when not known
 */
public record TaskResult(
    String workerId,
    long rowsRead,
    long bytesRead,
    long rowsWritten,
    long bytesWritten,
    long filteredRows,
    Duration elapsed,
    long peakMemoryBytes,
    List<Double> counts) {

  /** Of a worker that does not say how many bytes it read. */
  public TaskResult(
      String workerId,
      long rowsRead,
      long rowsWritten,
      long bytesWritten,
      long filteredRows,
      Duration elapsed,
      long peakMemoryBytes,
      List<Double> counts) {
    this(
        workerId,
        rowsRead,
        0,
        rowsWritten,
        bytesWritten,
        filteredRows,
        elapsed,
        peakMemoryBytes,
        counts);
  }

  /** Copies the counts. */
  public TaskResult {
    counts = List.copyOf(counts);
  }
}
