package io.hindcast.core.plan;

import io.hindcast.core.spec.BackfillSpec;
import java.util.List;
import java.util.function.Function;

/** Compares a spec with the tables before anything runs, and says everything at once. */
final class Preflight {
  private static final List<Function<Survey, List<Finding>>> CHECKS =
      List.of(
          TableChecks::of,
          SchemaChecks::of,
          StatementChecks::of,
          QuestionChecks::of,
          BoundChecks::of,
          SwapChecks::of,
          ConditionChecks::of,
          SourceNotes::of,
          VisibilityChecks::of);

  private Preflight() {}

  /**
   * Whether the spec's texts are refused since they reach outside: then none of them is shown to
   * the server, whose analysis may connect to whatever they name. What is refused for any other
   * reason is, so that everything that is wrong is said at once.
   */
  static boolean refusesTexts(BackfillSpec spec) {
    return StatementChecks.reachesOutside(spec)
        || QuestionChecks.upfront(spec).stream()
            .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
  }

  static List<Finding> check(Survey survey) {
    return CHECKS.stream().flatMap(check -> Finding.bounded(check.apply(survey)).stream()).toList();
  }
}
