package io.hindcast.runtime.health;

import java.util.List;
import java.util.Optional;

/**
 * What the checks said.
 *
 * @param checks in the order of their registration
 */
public record HealthReport(List<Result> checks) {

  /** Copies the results. */
  public HealthReport {
    checks = List.copyOf(checks);
  }

  /** Whether no check found a problem. */
  public boolean healthy() {
    return checks.stream().allMatch(result -> result.problem().isEmpty());
  }

  /** One check's name and what it found. */
  public record Result(String name, Optional<String> problem) {}
}
