package io.hindcast.messaging.kafka;

import io.hindcast.messaging.SubscriptionHealth;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What keeps the parts of one subscription from getting on. Thread-safe. */
final class HealthBoard {
  private final String subscription;
  private final SortedMap<String, String> problems = new ConcurrentSkipListMap<>();

  HealthBoard(String subscription) {
    this.subscription = subscription;
  }

  void down(String part, String problem) {
    problems.put(part, problem);
  }

  void up(String part) {
    problems.remove(part);
  }

  /** Forgets all problems: what has ended has none. */
  void clear() {
    problems.clear();
  }

  SubscriptionHealth health() {
    return new SubscriptionHealth(
        subscription,
        problems.entrySet().stream().map(p -> p.getKey() + ": " + p.getValue()).toList());
  }
}
