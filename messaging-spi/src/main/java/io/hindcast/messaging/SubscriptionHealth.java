package io.hindcast.messaging;

import java.util.List;

/**
 * Whether a subscription gets on.
 *
 * @param subscription its name
 * @param problems what keeps it from getting on, for people; empty when nothing does
 */
public record SubscriptionHealth(String subscription, List<String> problems) {
  /** A health with its own copy of the problems. */
  public SubscriptionHealth {
    problems = List.copyOf(problems);
  }

  /** Whether nothing keeps it from getting on. */
  public boolean healthy() {
    return problems.isEmpty();
  }
}
