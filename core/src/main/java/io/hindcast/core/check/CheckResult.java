package io.hindcast.core.check;

import java.util.Collection;
import java.util.List;

/**
 * The result of one check.
 *
 * @param name the check, as the spec names it
 * @param outcome how it ended
 * @param expected what would have passed, for people
 * @param actual what was found, for people
 * @param message one sentence that says what it means; empty when it passed
 * @param partitions some of the partitions that failed it, at most {@link #PARTITIONS_MAX}
 */
public record CheckResult(
    String name,
    CheckOutcome outcome,
    String expected,
    String actual,
    String message,
    List<String> partitions) {
  /** How many partitions a result names. */
  public static final int PARTITIONS_MAX = 20;

  /** Copies the first partitions. */
  public CheckResult {
    partitions = partitions.stream().limit(PARTITIONS_MAX).toList();
  }

  static CheckResult passed(String name, String expected, String actual) {
    return new CheckResult(name, CheckOutcome.PASSED, expected, actual, "", List.of());
  }

  static CheckResult skipped(String name, String expected, String why) {
    return new CheckResult(name, CheckOutcome.SKIPPED, expected, "", why, List.of());
  }

  static CheckResult failed(
      String name, String expected, String actual, String message, Collection<String> partitions) {
    return new CheckResult(
        name, CheckOutcome.FAILED, expected, actual, message, List.copyOf(partitions));
  }
}
