package io.hindcast.specyaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a map of the document may have.
 *
 * @param required those it must have
 * @param optional those with a default
 */
record Keys(List<String> required, List<String> optional) {
  static final Keys ROOT = of("apiVersion", "kind", "metadata", "spec");
  static final Keys METADATA = of("name", "owner").with("labels");

  /** All of them, with one target or several. */
  static final Keys SPEC =
      of("range")
          .with(
              "target",
              "source",
              "transform",
              "targets",
              "scope",
              "execution",
              "waves",
              "checks",
              "swap",
              "pacing");

  static final Keys ONE_TARGET =
      of("target", "source", "transform", "range")
          .with("scope", "execution", "waves", "checks", "swap", "pacing");

  /** The keys of single targets are known, so that their place can be told. */
  static final Keys SEVERAL_TARGETS =
      of("targets", "range")
          .with(
              "scope",
              "execution",
              "waves",
              "swap",
              "pacing",
              "target",
              "source",
              "transform",
              "checks");

  static final Keys MEMBER = of("target", "source", "transform").with("checks");
  static final Keys TARGET = of("table", "key").with("nodes", "keys", "outsideRange");
  static final Keys AFFECTED_KEYS = of().with("column", "values", "query");
  static final Keys SOURCE =
      of("tables").with("lookback", "lookahead", "allowedLateness", "changes");
  static final Keys CHANGES = of().with("by", "column", "tables");
  static final Keys TRANSFORM =
      of("version", "grain")
          .with(
              "sql",
              "file",
              "stray",
              "emptyPartitions",
              "vanishedKeys",
              "nondeterministic",
              "narrowing");
  static final Keys RANGE = of("from", "to").with("zone");
  static final Keys RANGE_ONLY = of("from", "to");
  static final Keys SCOPE = of().with("reprocess", "first");
  static final Keys EXECUTION =
      of().with(
              "parallelism",
              "rowsPerTask",
              "partitionsPerTaskMax",
              "attemptsMax",
              "settings",
              "order",
              "overlap",
              "taskDuration");
  static final Keys CHECK =
      of().with("rowCount", "unique", "notNull", "nullRate", "aggregate", "range");
  static final Keys ROW_COUNT = of("equals").with("per", "tolerance", "margin");
  static final Keys NULL_RATE = of("column", "max");
  static final Keys AGGREGATE = of("expression").with("against", "per", "tolerance", "margin");
  static final Keys RANGE_CHECK = of("column").with("min", "max");
  static final Keys SWAP =
      of().with("strategy", "approval", "keepPrevious", "catchUpRounds", "lateRows", "dependents");

  static final Keys PACING =
      of().with("pool", "priority", "share", "windows", "throttle", "budget", "query");
  static final Keys WINDOW = of("from", "to", "share").with("days", "zone");
  static final Keys THROTTLE =
      of().with(
              "queryLatency",
              "errorRate",
              "runningQueries",
              "partsPerPartition",
              "mutations",
              "merges",
              "memory",
              "diskFree",
              "query",
              "endpoint");
  static final Keys QUERY_LATENCY = of().with("percentile", "max", "factor");
  static final Keys BUDGET = of().with("rows", "bytes", "cpuSeconds", "money", "perHour");
  static final Keys PER_HOUR = of().with("rows", "bytes", "cpuSeconds", "money");
  static final Keys QUERY = of().with("maxThreads", "maxMemoryUsage", "priority", "workload");

  private static Keys of(String... keys) {
    return new Keys(List.of(keys), List.of());
  }

  private Keys with(String... keys) {
    return new Keys(required, List.of(keys));
  }

  /** All keys, the required ones first. */
  List<String> all() {
    var all = new ArrayList<>(required);
    all.addAll(optional);
    return List.copyOf(all);
  }
}
