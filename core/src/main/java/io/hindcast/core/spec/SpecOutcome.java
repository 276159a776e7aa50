package io.hindcast.core.spec;

import java.util.List;
import java.util.stream.Collectors;

/** What reading a spec gave. */
public sealed interface SpecOutcome {
  /** The document is a valid spec. */
  record Parsed(BackfillSpec spec) implements SpecOutcome {}

  /**
   * The document is not a valid spec.
   *
   * @param problems every mistake that was found, in the order of their lines; at least one
   */
  record Invalid(List<SpecProblem> problems) implements SpecOutcome {
    /** Copies the problems. */
    public Invalid {
      problems = List.copyOf(problems);
      Rules.require(!problems.isEmpty(), "An invalid spec has at least one problem");
    }

    /** All problems, one a line. */
    public String summary() {
      return problems.stream().map(SpecProblem::toString).collect(Collectors.joining("\n"));
    }
  }
}
