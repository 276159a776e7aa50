package io.hindcast.core.check;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Names the partitions that fail, in order. */
final class Offenders {
  private Offenders() {}

  static List<String> above(double limit, Map<String, Double> byPartition) {
    return where(byPartition, value -> value > limit);
  }

  static <T> List<String> where(Map<String, T> byPartition, Predicate<T> fails) {
    return byPartition.entrySet().stream()
        .filter(entry -> fails.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
