package io.hindcast.core.pace;

import io.hindcast.core.table.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

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

  /** Of two servers, what is worse on one of them; queries of both. */
  public LoadSample worse(LoadSample other) {
    Map<TableName, TableLoad> both = new HashMap<>(tables);
    both.putAll(other.tables);
    return new LoadSample(
        queries
            .flatMap(own -> other.queries.map(own::with))
            .or(() -> queries)
            .or(() -> other.queries),
        greater(runningQueries, other.runningQueries),
        greater(merges, other.merges),
        greater(mergeBytes, other.mergeBytes),
        DoubleStream.concat(memoryShare.stream(), other.memoryShare.stream()).max(),
        DoubleStream.concat(diskFreeShare.stream(), other.diskFreeShare.stream()).min(),
        both);
  }

  private static OptionalLong greater(OptionalLong one, OptionalLong other) {
    return LongStream.concat(one.stream(), other.stream()).max();
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

    Queries with(Queries other) {
      return new Queries(
          ended + other.ended,
          overloaded + other.overloaded,
          latency
              .flatMap(own -> other.latency.map(own::worse))
              .or(() -> latency)
              .or(() -> other.latency));
    }
  }

  /**
   * Percentiles in milliseconds.
   *
   * @param queries how many they are of
   */
  public record Latencies(long queries, double p50, double p90, double p95, double p99) {
    /** Of two servers, the slower one's. */
    public Latencies worse(Latencies other) {
      return new Latencies(
          queries + other.queries,
          Math.max(p50, other.p50),
          Math.max(p90, other.p90),
          Math.max(p95, other.p95),
          Math.max(p99, other.p99));
    }

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
