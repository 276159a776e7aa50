package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Transform.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the transform's columns fit into the target, and whether those that are named exist. */
final class SchemaChecks {
  private SchemaChecks() {}

  static List<Finding> of(Survey survey) {
    List<Finding> findings = new ArrayList<>();
    survey.target().ifPresent(target -> findings.addAll(named(survey.spec(), target)));
    if (survey.output() instanceof Survey.Output.Invalid invalid) {
      findings.add(
          Finding.error(
              ErrorCode.TRANSFORM_FAILED,
              "The transform is not valid SQL here: " + invalid.message()));
    }
    survey.schema().forEach(fit -> finding(survey.spec(), fit).ifPresent(findings::add));
    return findings;
  }

  private static Optional<Finding> finding(BackfillSpec spec, ColumnFit fit) {
    String message =
        switch (fit.verdict()) {
          case SAME, CONVERTED, CHECKED, DEFAULTED, COMPUTED -> "";
          case TWICE -> "The transform yields the column %s twice".formatted(fit.name());
          case MISSING ->
              "The transform does not yield the column %s %s, which has no default"
                  .formatted(fit.name(), fit.stores());
          case UNKNOWN ->
              "The transform yields the column %s %s".formatted(fit.name(), fit.yields());
          case DOUBTFUL, NARROWING, NULL_FAILS, NULL_DEFAULTED ->
              "The transform yields %s as %s, the target stores %s"
                  .formatted(fit.name(), fit.yields(), fit.stores());
        };
    return message.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                severity(spec, fit.verdict()),
                ErrorCode.SCHEMA_INCOMPATIBLE,
                "%s: %s".formatted(message, fit.note())));
  }

  private static Finding.Severity severity(BackfillSpec spec, ColumnFit.Verdict verdict) {
    boolean warning =
        switch (verdict) {
          case NARROWING -> spec.transform().narrowing() == Doubt.ACCEPT;
          case DOUBTFUL, NULL_FAILS, NULL_DEFAULTED -> true;
          case SAME, CONVERTED, CHECKED, DEFAULTED, COMPUTED, MISSING, UNKNOWN, TWICE -> false;
        };
    return warning ? Finding.Severity.WARNING : Finding.Severity.ERROR;
  }

  private static List<Finding> named(BackfillSpec spec, TargetTable target) {
    Set<String> known =
        target.columns().stream().map(TableColumn::name).collect(Collectors.toSet());
    List<Finding> findings = new ArrayList<>();
    unknown(spec, known, spec.target().key(), "target.key").ifPresent(findings::add);
    spec.checks()
        .forEach(check ->
            unknown(spec, known, CheckColumns.of(check), "checks").ifPresent(findings::add));
    findings.addAll(IdleChecks.of(spec, target));
    return findings;
  }

  private static Optional<Finding> unknown(
      BackfillSpec spec, Set<String> known, List<String> columns, String where) {
    List<String> missing = columns.stream().filter(column -> !known.contains(column)).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                ErrorCode.SCHEMA_INCOMPATIBLE,
                "%s names columns that %s does not have: %s"
                    .formatted(where, spec.target().table(), String.join(", ", missing))));
  }
}
