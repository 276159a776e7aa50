package io.hindcast.core.check;

import io.hindcast.core.pin.PartitionPin;
import java.util.List;

/**
 * All checks of a wave.
 *
 * @param all in the order in which they are reported
 */
public record Assessments(List<Assessment> all) {

  /** Copies the list. */
  public Assessments {
    all = List.copyOf(all);
  }

  /**
   * Whether the judgement depends on what has moved: something failed, and all that failed compares
   * with the sources or the live table.
   */
  public boolean dependsOnSources() {
    return anyFailed() && all.stream().filter(Assessment::failed).allMatch(Assessment::outward);
  }

  /**
   * Adds up.
   *
   * @param pins the content that was looked at
   * @param movedTasks tasks whose sources have moved; looked at only if {@link #dependsOnSources}
   */
  public Judgement judge(List<PartitionPin> pins, List<String> movedTasks) {
    List<CheckResult> results = all.stream().map(Assessment::result).toList();
    if (!anyFailed()) {
      return new Judgement(JudgementOutcome.PASSED, results, pins, List.of(), null);
    }
    if (dependsOnSources() && !movedTasks.isEmpty()) {
      return new Judgement(JudgementOutcome.STALE, results, pins, movedTasks, null);
    }
    return new Judgement(JudgementOutcome.FAILED, results, pins, List.of(), null);
  }

  private boolean anyFailed() {
    return all.stream().anyMatch(Assessment::failed);
  }
}
