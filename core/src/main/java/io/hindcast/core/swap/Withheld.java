package io.hindcast.core.swap;

import java.util.HashMap;
import java.util.Map;

/**
 * What was not carried.
 *
 * @param rule by which rows were chosen
 * @param composed rows left out at leisure, by touched partition
 * @param late rows left out after the exchange, by partition
 */
public record Withheld(CarryRule rule, Map<String, Long> composed, Map<String, Long> late) {

  /** Before anything was looked at. */
  static final Withheld NOTHING = new Withheld(CarryRule.ADDED, Map.of(), Map.of());

  /** Copies the maps. */
  public Withheld {
    composed = Map.copyOf(composed);
    late = Map.copyOf(late);
  }

  static Withheld by(CarryRule rule) {
    return new Withheld(rule, Map.of(), Map.of());
  }

  /** What is put together again is counted again. */
  Withheld composing(Iterable<String> partitions, Map<String, Long> rows) {
    Map<String, Long> all = new HashMap<>(composed);
    partitions.forEach(all::remove);
    all.putAll(rows);
    return new Withheld(rule, all, late);
  }

  Withheld uncomposed() {
    return new Withheld(rule, Map.of(), late);
  }

  /** Rows of parts that are looked at once. */
  Withheld and(Map<String, Long> rows) {
    Map<String, Long> all = new HashMap<>(late);
    rows.forEach((id, count) -> all.merge(id, count, Long::sum));
    return new Withheld(rule, composed, all);
  }

  /** Rows of partitions that are compared anew each time. */
  Withheld again(Map<String, Long> rows) {
    Map<String, Long> all = new HashMap<>(late);
    all.putAll(rows);
    return new Withheld(rule, composed, all);
  }

  /** All of them. */
  public long rows() {
    return sum(composed) + sum(late);
  }

  private static long sum(Map<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
