package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Something that pre-flight has to say; an error keeps the plan from running. */
public record Finding(Severity severity, ErrorCode code, String message) {
  private static final int FINDINGS_MAX = 50;

  /** Whether a finding refuses the plan. */
  public enum Severity {
    ERROR,
    WARNING,
    /** Nothing to worry about, but good to know; its code says nothing. */
    NOTE
  }

  /**
   * At most 50, the errors before the others; a last one says how many are left out, as severe as
   * the worst of them: what refuses a plan still does.
   */
  public static List<Finding> bounded(List<Finding> findings) {
    if (findings.size() <= FINDINGS_MAX) {
      return findings;
    }
    List<Finding> sorted =
        findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    Finding next = sorted.get(FINDINGS_MAX);
    List<Finding> bounded = new ArrayList<>(sorted.subList(0, FINDINGS_MAX));
    bounded.add(
        new Finding(
            next.severity(),
            next.code(),
            "There are %,d more findings of this kind; only the first %d are listed"
                .formatted(findings.size() - FINDINGS_MAX, FINDINGS_MAX)));
    return List.copyOf(bounded);
  }

  static Finding error(ErrorCode code, String message) {
    return new Finding(Severity.ERROR, code, message);
  }

  static Finding note(String message) {
    return new Finding(Severity.NOTE, ErrorCode.NONDETERMINISTIC, message);
  }

  static Finding warning(ErrorCode code, String message) {
    return new Finding(Severity.WARNING, code, message);
  }
}
