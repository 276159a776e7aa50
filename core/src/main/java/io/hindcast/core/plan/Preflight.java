package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares a spec with the tables before anything runs, and says everything at once. */
final class Preflight {
  private final Survey survey;
  private final List<Finding> findings = new ArrayList<>();

  private Preflight(Survey survey) {
    this.survey = survey;
  }

  static List<Finding> check(Survey survey) {
    Preflight preflight = new Preflight(survey);
    preflight.sources();
    survey.target().ifPresentOrElse(preflight::target, preflight::noTarget);
    switch (survey.output()) {
      case Survey.Output.Invalid invalid ->
          preflight.error(
              ErrorCode.TRANSFORM_FAILED,
              "The transform is not valid SQL here: " + invalid.message());
      case Survey.Output.Columns columns ->
          survey.target().ifPresent(target -> preflight.columns(target, columns.columns()));
    }
    preflight.dependents();
    return List.copyOf(preflight.findings);
  }

  private void noTarget() {
    error(
        ErrorCode.TABLE_UNKNOWN,
        "The target table %s does not exist; create it or correct target.table"
            .formatted(survey.spec().target().table()));
  }

  private void sources() {
    Map<TableName, SourceTable> found =
        survey.sources().stream().collect(Collectors.toMap(SourceTable::name, Function.identity()));
    for (TableName name : survey.spec().source().tables()) {
      SourceTable source = found.get(name);
      if (source == null) {
        error(
            ErrorCode.TABLE_UNKNOWN,
            "The source table %s does not exist; correct source.tables".formatted(name));
      } else if (!source.engine().endsWith("MergeTree")) {
        error(
            ErrorCode.TABLE_UNKNOWN,
            ("The source %s is a %s, whose changes cannot be fenced; name the MergeTree tables"
                    + " behind it in source.tables")
                .formatted(name, source.engine()));
      }
    }
  }

  private void target(TargetTable target) {
    if (!target.isMergeTree()) {
      error(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          "The target %s is a %s; only tables of the MergeTree family can be recomputed"
              .formatted(target.name(), target.engine()));
    }
    if (!target.atomicDatabase()
        && survey.spec().swap().strategy() == SwapPolicy.Strategy.EXCHANGE) {
      error(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          ("The database of %s cannot exchange tables (it is not Atomic); set swap.strategy:"
                  + " replace, which is not atomic across partitions")
              .formatted(target.name()));
    }
    namedColumns(target);
  }

  private void namedColumns(TargetTable target) {
    Set<String> known =
        target.columns().stream().map(TableColumn::name).collect(Collectors.toSet());
    BackfillSpec spec = survey.spec();
    unknown(known, spec.target().key(), "target.key");
    spec.checks().forEach(check -> unknown(known, CheckColumns.of(check), "checks"));
  }

  private void unknown(Set<String> known, List<String> columns, String where) {
    List<String> missing = columns.stream().filter(column -> !known.contains(column)).toList();
    if (!missing.isEmpty()) {
      error(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          "%s names columns that %s does not have: %s"
              .formatted(where, survey.spec().target().table(), String.join(", ", missing)));
    }
  }

  private void columns(TargetTable target, List<TableColumn> output) {
    Map<String, TableColumn> targetColumns =
        target.columns().stream().collect(Collectors.toMap(TableColumn::name, Function.identity()));
    Set<String> yielded = new HashSet<>();
    for (TableColumn column : output) {
      if (!yielded.add(column.name())) {
        error(
            ErrorCode.SCHEMA_INCOMPATIBLE,
            "The transform yields the column %s twice".formatted(column.name()));
      }
      TableColumn into = targetColumns.get(column.name());
      if (into == null || !into.insertable()) {
        error(
            ErrorCode.SCHEMA_INCOMPATIBLE,
            "The transform yields the column %s %s, which %s"
                .formatted(
                    column.name(),
                    column.type(),
                    into == null
                        ? "%s does not have".formatted(target.name())
                        : "%s computes itself".formatted(target.name())));
      } else {
        types(column, into);
      }
    }
    target.columns().stream()
        .filter(column -> column.insertable() && !column.defaulted())
        .filter(column -> !yielded.contains(column.name()))
        .forEach(this::notYielded);
  }

  private void notYielded(TableColumn column) {
    error(
        ErrorCode.SCHEMA_INCOMPATIBLE,
        "The transform does not yield the column %s %s, which has no default"
            .formatted(column.name(), column.type()));
  }

  private void types(TableColumn from, TableColumn into) {
    String plainFrom = plain(from.type());
    String plainInto = plain(into.type());
    if (plainFrom.startsWith("Nullable(") && !plainInto.startsWith("Nullable(")) {
      warning(
          "The transform yields %s as %s, the target stores %s: a NULL fails the task"
              .formatted(from.name(), from.type(), into.type()));
    } else if (!plainFrom.equals(plainInto) && !("Nullable(" + plainFrom + ")").equals(plainInto)) {
      warning(
          "The transform yields %s as %s, the target stores %s: values are converted"
              .formatted(from.name(), from.type(), into.type()));
    }
  }

  private static String plain(String type) {
    return type.replaceAll("LowCardinality\\(((?:[^()]|\\([^()]*\\))*)\\)", "$1");
  }

  private void dependents() {
    for (Survey.Dependent dependent : survey.dependents()) {
      warning(
          dependent.writesIntoTarget()
              ? "The materialized view %s writes into the target; it goes on after the swap"
                  .formatted(dependent.view())
              : ("The materialized view %s reads inserts of the target; it does not see the"
                      + " recomputed rows")
                  .formatted(dependent.view()));
    }
  }

  private void error(ErrorCode code, String message) {
    findings.add(Finding.error(code, message));
  }

  private void warning(String message) {
    findings.add(Finding.warning(ErrorCode.SCHEMA_INCOMPATIBLE, message));
  }
}
