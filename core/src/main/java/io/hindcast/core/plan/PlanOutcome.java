package io.hindcast.core.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of planning. */
public sealed interface PlanOutcome {

  /** A plan that can run. */
  record Planned(Plan plan) implements PlanOutcome {}

  /**
   * The scope leaves nothing to recompute.
   *
   * @param message why, for people
   */
  record NothingToDo(Selection selection, String message) implements PlanOutcome {
    static NothingToDo of(Selection selection) {
      return new NothingToDo(
          selection,
          "Nothing to do (scope.reprocess: %s): %s"
              .formatted(
                  selection.reprocess().name().toLowerCase(Locale.ROOT), selection.summary()));
    }
  }

  /**
   * At least one error; all findings are listed.
   *
   * @param schema how each column of the transform fits into the target; empty where that is not
   *     known
   */
  record Refused(List<Finding> findings, List<ColumnFit> schema) implements PlanOutcome {
    /** Copies the lists. */
    public Refused {
      findings = List.copyOf(findings);
      schema = List.copyOf(schema);
    }

    /** Refused before the columns could be compared. */
    public Refused(List<Finding> findings) {
      this(findings, List.of());
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
