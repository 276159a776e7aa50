package io.hindcast.core.plan;

import java.util.List;
import java.util.stream.Collectors;

/** The result of planning. */
public sealed interface PlanOutcome {

  /** A plan that can run. */
  record Planned(Plan plan) implements PlanOutcome {}

  /** At least one error; all findings are listed. */
  record Refused(List<Finding> findings) implements PlanOutcome {
    /** Copies the findings. */
    public Refused {
      findings = List.copyOf(findings);
    }

    /** The errors, one after the other. */
    public String message() {
      return findings.stream()
          .filter(finding -> finding.severity() == Finding.Severity.ERROR)
          .map(Finding::message)
          .collect(Collectors.joining("; "));
    }

    /** The first error. */
    public Finding first() {
      return findings.stream()
          .filter(finding -> finding.severity() == Finding.Severity.ERROR)
          .findFirst()
          .orElseThrow();
    }
  }
}
