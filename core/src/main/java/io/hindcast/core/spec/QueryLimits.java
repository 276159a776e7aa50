package io.hindcast.core.spec;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How each of the backfill's statements behaves at the server; null for the server's own default.
 *
 * @param maxThreads threads of one statement
 * @param maxMemoryUsage bytes of one statement
 * @param priority of the server's scheduler: 1 is the highest, greater numbers wait for smaller
 *     ones
 * @param workload the server's workload that statements run in
 */
public record QueryLimits(
    @Nullable Integer maxThreads,
    @Nullable Long maxMemoryUsage,
    @Nullable Integer priority,
    @Nullable String workload) {

  /** The server's defaults. */
  public static final QueryLimits NONE = new QueryLimits(null, null, null, null);

  /** Bounds of {@code maxThreads}; the default is the server's. */
  public static final Bounds MAX_THREADS = new Bounds(1, 1024, 1);

  /** Bounds of {@code maxMemoryUsage} in bytes; the default is the server's. */
  public static final Bounds MAX_MEMORY_USAGE = new Bounds(1L << 20, 1L << 50, 1L << 20);

  /** Bounds of {@code priority}; the default is the server's. */
  public static final Bounds PRIORITY = new Bounds(1, 1_000_000, 1);

  /** How long a workload's name may be. */
  public static final int WORKLOAD_LENGTH_MAX = 200;

  /** Validates every part. */
  public QueryLimits {
    if (maxThreads != null) {
      MAX_THREADS.require(maxThreads, "maxThreads");
    }
    if (maxMemoryUsage != null) {
      MAX_MEMORY_USAGE.require(maxMemoryUsage, "maxMemoryUsage");
    }
    if (priority != null) {
      PRIORITY.require(priority, "priority");
    }
    if (workload != null) {
      Rules.requireText(workload, WORKLOAD_LENGTH_MAX, "workload");
    }
  }

  /** The settings of a statement: these, and the spec's own, which win. */
  public SortedMap<String, String> with(SortedMap<String, String> own) {
    SortedMap<String, String> all = new TreeMap<>();
    put(all, "max_threads", maxThreads);
    put(all, "max_memory_usage", maxMemoryUsage);
    put(all, "priority", priority);
    put(all, "workload", workload);
    all.putAll(own);
    return Collections.unmodifiableSortedMap(all);
  }

  private static void put(SortedMap<String, String> all, String name, @Nullable Object value) {
    if (value != null) {
      all.put(name, value.toString());
    }
  }
}
