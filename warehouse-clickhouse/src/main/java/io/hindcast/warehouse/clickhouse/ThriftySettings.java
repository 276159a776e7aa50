package io.hindcast.warehouse.clickhouse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings with which a transform needs less memory: what does not fit is spilled to disk earlier,
 * fewer threads hold buffers of their own, and blocks and parts are smaller. A limit of the user's
 * that is tighter stays, and so does the user's choice of a join.
 */
final class ThriftySettings {
  private static final String JOINS = "join_algorithm";

  /** Joins that may spill first; the engine takes the first one that can do the join at all. */
  private static final String SPILLING_JOINS = "grace_hash,hash";

  /** The lowest priority that there is. */
  private static final String NICE = "19";

  private ThriftySettings() {}

  static Map<String, String> of(Map<String, String> own, int level) {
    if (level <= 0) {
      return own;
    }
    Map<String, String> thrifty = new TreeMap<>(own);
    limits(level).forEach((name, limit) -> thrifty.merge(name, limit, ThriftySettings::tighter));
    thrifty.putIfAbsent(JOINS, SPILLING_JOINS);
    return thrifty;
  }

  /**
   * One thread, to which the operating system gives what others leave. The server ignores the nice
   * value where it has not the capability CAP_SYS_NICE, without which it could not take it back
   * afterwards either.
   */
  static Map<String, String> gentle(Map<String, String> own) {
    Map<String, String> gentle = new TreeMap<>(own);
    gentle.merge("max_threads", "1", ThriftySettings::tighter);
    gentle.merge("max_insert_threads", "1", ThriftySettings::tighter);
    gentle.putIfAbsent("os_thread_priority", NICE);
    return gentle;
  }

  private static Map<String, String> limits(int level) {
    boolean first = level == 1;
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("max_bytes_ratio_before_external_group_by", first ? "0.2" : "0.05");
    limits.put("max_bytes_ratio_before_external_sort", first ? "0.2" : "0.05");
    limits.put("max_threads", first ? "2" : "1");
    limits.put("max_insert_threads", "1");
    limits.put("max_block_size", first ? "16384" : "4096");
    limits.put("min_insert_block_size_rows", first ? "131072" : "32768");
    limits.put("min_insert_block_size_bytes", first ? "33554432" : "8388608");
    limits.put("max_bytes_in_join", first ? "134217728" : "33554432");
    return limits;
  }

  /** What the user has set is kept unless it is a number, zero aside, that is larger. */
  private static String tighter(String own, String limit) {
    try {
      double number = Double.parseDouble(own);
      return number > 0 && number <= Double.parseDouble(limit) ? own : limit;
    } catch (NumberFormatException e) {
      return own; // Such as 'auto': the user's word, which the server understands.
    }
  }
}
