package io.hindcast.core.pace;

import io.hindcast.core.table.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a warehouse feels at one time. A part that the warehouse does not tell is empty.
 *
 * @param queries other users' queries that ended lately
 * @param runningQueries of other users now
 * @param merges that run now
 * @param mergeBytes what running merges read, in bytes
 * @param memoryShare memory in use of the server's limit, 0 to 1
 * @param diskFreeShare free part of the fullest disk, 0 to 1
 * @param tables of the tables that were asked for
 */
public record LoadSample(
    Optional<Queries> queries,
    OptionalLong runningQueries,
    OptionalLong merges,
    OptionalLong mergeBytes,
    OptionalDouble memoryShare,
    OptionalDouble diskFreeShare,
    Map<TableName, TableLoad> tables) {

  /** Nothing is told. */
  public static final LoadSample EMPTY =
      new LoadSample(
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Map.of());

  /** Copies the map. */
  public LoadSample {
    tables = Map.copyOf(tables);
  }

  /**
   * Queries that ended within some seconds.
   *
   * @param ended how many
   * @param overloaded how many of them failed for lack of memory, time, slots or disk
   * @param latency of those that succeeded; empty when there were none
   */
  public record Queries(long ended, long overloaded, Optional<Latencies> latency) {
    /** Share of overloaded ones, 0 to 1; 0 when there were none at all. */
    public double errorRate() {
      return ended == 0 ? 0 : (double) overloaded / ended;
    }
  }

  /**
   * Percentiles in milliseconds.
   *
   * @param queries how many they are of
   */
  public record Latencies(long queries, double p50, double p90, double p95, double p99) {
    /** One of the percentiles 50, 90, 95 and 99. */
    public double at(int percentile) {
      return switch (percentile) {
        case 50 -> p50;
        case 90 -> p90;
        case 95 -> p95;
        case 99 -> p99;
        default ->
            throw new IllegalArgumentException("Percentile %d is not kept".formatted(percentile));
      };
    }
  }

  /**
   * One table.
   *
   * @param partsPerPartition most active parts of a partition
   * @param mutations that are not finished
   */
  public record TableLoad(long partsPerPartition, long mutations) {}
}
