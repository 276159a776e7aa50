package io.hindcast.core.plan;

import java.util.List;
import java.util.function.Function;

/** Compares a spec with the tables before anything runs, and says everything at once. */
final class Preflight {
  private static final List<Function<Survey, List<Finding>>> CHECKS =
      List.of(
          TableChecks::of,
          SchemaChecks::of,
          StatementChecks::of,
          BoundChecks::of,
          SwapChecks::of,
          ConditionChecks::of,
          SourceNotes::of,
          VisibilityChecks::of);

  private Preflight() {}

  static List<Finding> check(Survey survey) {
    return CHECKS.stream().flatMap(check -> check.apply(survey).stream()).toList();
  }
}
