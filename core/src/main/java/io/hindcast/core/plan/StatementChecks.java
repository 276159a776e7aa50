package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.PinnedSettings;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.spec.Transform.Doubt;
import io.hindcast.core.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the statement yields the same rows each time, from tables that are fenced. */
final class StatementChecks {
  private static final String HOW_TO_ACCEPT =
      "; or set transform.nondeterministic: accept, if other rows after each retry and catch-up are"
          + " as good";

  private StatementChecks() {}

  static List<Finding> of(Survey survey) {
    Transform transform = survey.spec().transform();
    boolean accepted = transform.nondeterministic() == Doubt.ACCEPT;
    List<Finding> findings = new ArrayList<>(upfront(survey.spec()));
    Reached reached = survey.reached();
    if (reached != null) {
      reached.behind().forEach(each -> findings.addAll(behind(each, accepted)));
      reached.behind().forEach(each -> findings.addAll(truncating(each)));
    }
    findings.addAll(ReadTables.findings(survey));
    survey.target().flatMap(target -> order(transform.sql(), target)).ifPresent(findings::add);
    return findings;
  }

  /** What the statement's text alone tells. */
  static List<Finding> upfront(BackfillSpec spec) {
    Transform transform = spec.transform();
    boolean accepted = transform.nondeterministic() == Doubt.ACCEPT;
    return UncertaintyFinder.in(transform.sql()).stream()
        .map(found ->
            found.certain() && !accepted
                ? Finding.error(ErrorCode.NONDETERMINISTIC, found.message() + HOW_TO_ACCEPT)
                : Finding.warning(ErrorCode.NONDETERMINISTIC, found.message()))
        .toList();
  }

  /** Whether the statement is refused, as it surely reads something beside the server's tables. */
  static boolean reachesOutside(BackfillSpec spec) {
    Transform transform = spec.transform();
    return transform.nondeterministic() != Doubt.ACCEPT
        && UncertaintyFinder.in(transform.sql()).stream()
            .anyMatch(found -> found.certain() && found.outside());
  }

  private static List<Finding> behind(Reached.Definition definition, boolean accepted) {
    return UncertaintyFinder.in(definition.sql()).stream()
        .map(found -> {
          String message = "In %s: %s %s".formatted(definition.what(), found.what(), found.why());
          return found.certain() && !accepted
              ? Finding.error(ErrorCode.NONDETERMINISTIC, message + HOW_TO_ACCEPT)
              : Finding.warning(ErrorCode.NONDETERMINISTIC, message);
        })
        .distinct()
        .toList();
  }

  /** A view or function may have a SETTINGS clause of its own, which wins over ours. */
  private static List<Finding> truncating(Reached.Definition definition) {
    return PinnedSettings.findings(SqlText.of(definition.sql())).stream()
        .map(found ->
            Finding.error(
                ErrorCode.SPEC_INVALID, "In %s: %s".formatted(definition.what(), found.message())))
        .toList();
  }

  /** Which row is the last one, where a table keeps that. */
  private static Optional<Finding> order(String sql, TargetTable target) {
    return target
        .orderDependence()
        .filter(why ->
            !OrderDependence.isOrdered(sql)
                && !OrderDependence.yieldsKeysOnce(sql, target.sortingKey()))
        .map(why ->
            Finding.warning(
                ErrorCode.NONDETERMINISTIC,
                ("%s %s, and the statement says nothing of its rows' order: where it yields a key"
                        + " more than once, they come as one thread reads them from the sources'"
                        + " parts. End it with ORDER BY, or give the engine a version column")
                    .formatted(target.name(), why)));
  }
}
