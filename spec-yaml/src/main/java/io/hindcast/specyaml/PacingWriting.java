package io.hindcast.specyaml;

import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.PaceWindow;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.QueryLimits;
import io.hindcast.core.spec.ThrottleLimits;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code spec.pacing}; what has no value is left out. */
final class PacingWriting {
  private PacingWriting() {}

  static Map<String, Object> of(Pacing pacing) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pool", pacing.pool());
    map.put("priority", pacing.priority());
    map.put("share", pacing.share().toString());
    if (!pacing.windows().isEmpty()) {
      map.put("windows", pacing.windows().stream().map(PacingWriting::window).toList());
    }
    map.put("throttle", throttle(pacing.throttle()));
    map.put("budget", budget(pacing.budget()));
    map.put("query", query(pacing.query()));
    return map;
  }

  private static Map<String, Object> window(PaceWindow window) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(
        "days",
        window.days().stream()
            .map(day -> day.name().toLowerCase(Locale.ROOT).substring(0, 3))
            .collect(Collectors.joining(",")));
    map.put("from", window.from().toString());
    map.put("to", window.to().toString());
    map.put("zone", window.zone().getId());
    map.put("share", window.share().toString());
    return map;
  }

  private static Map<String, Object> throttle(ThrottleLimits limits) {
    Map<String, Object> map = new LinkedHashMap<>();
    ThrottleLimits.Latency latency = limits.queryLatency();
    if (latency != null) {
      map.put("queryLatency", latency(latency));
    }
    putText(map, "errorRate", limits.errorRate());
    put(map, "runningQueries", limits.runningQueries());
    put(map, "partsPerPartition", limits.partsPerPartition());
    put(map, "mutations", limits.mutations());
    put(map, "merges", limits.merges());
    putText(map, "memory", limits.memory());
    putText(map, "diskFree", limits.diskFree());
    put(map, "query", limits.query());
    put(map, "endpoint", limits.endpoint());
    return map;
  }

  private static Map<String, Object> latency(ThrottleLimits.Latency latency) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("percentile", latency.percentile());
    if (latency.max() != null) {
      map.put("max", latency.max().toMillis() + "ms");
    }
    put(map, "factor", latency.factor());
    return map;
  }

  private static Map<String, Object> budget(BudgetLimits budget) {
    Map<String, Object> map = amounts(budget.total());
    map.put("perHour", amounts(budget.perHour()));
    return map;
  }

  private static Map<String, Object> amounts(BudgetLimits.Amounts amounts) {
    Map<String, Object> map = new LinkedHashMap<>();
    put(map, "rows", amounts.rows());
    put(map, "bytes", amounts.bytes());
    put(map, "cpuSeconds", amounts.cpuSeconds());
    put(map, "money", amounts.money());
    return map;
  }

  private static Map<String, Object> query(QueryLimits query) {
    Map<String, Object> map = new LinkedHashMap<>();
    put(map, "maxThreads", query.maxThreads());
    put(map, "maxMemoryUsage", query.maxMemoryUsage());
    put(map, "priority", query.priority());
    put(map, "workload", query.workload());
    return map;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static void putText(Map<String, Object> map, String key, @Nullable Object value) {
    put(map, key, value == null ? null : value.toString());
  }
}
