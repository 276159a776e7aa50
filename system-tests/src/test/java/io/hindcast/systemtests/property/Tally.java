package io.hindcast.systemtests.property;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** How often each outcome was seen. Thread-safe. */
final class Tally {
  private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

  void count(String outcome) {
    counts.merge(outcome, 1, Integer::sum);
  }

  int of(String outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
