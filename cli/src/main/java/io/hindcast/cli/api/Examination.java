package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the planner found when it examined itself and what it depends on. */
public record Examination(List<Check> checks) {
  /** What the planner leaves out is empty. */
  public Examination {
    checks = Lists.of(checks);
  }

  /** Whether everything is well. */
  public boolean ok() {
    return checks.stream().allMatch(Check::ok);
  }

  /**
   * One thing that was looked at.
   *
   * @param warning whether somebody should look, though nothing fails yet
   */
  public record Check(String name, boolean ok, boolean warning, @Nullable String detail) {}
}
