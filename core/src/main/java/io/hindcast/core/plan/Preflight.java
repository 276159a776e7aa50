package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent;
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
    preflight.carrying();
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

  private void carrying() {
    BackfillSpec spec = survey.spec();
    if (spec.swap().lateRows() != SwapPolicy.LateRows.CARRY) {
      return;
    }
    if (spec.swap().strategy() == SwapPolicy.Strategy.REPLACE) {
      error(
          ErrorCode.SPEC_INVALID,
          "swap.lateRows: carry needs swap.strategy: exchange; between the partitions of a"
              + " replacement late rows cannot be told from published ones");
    }
    survey
        .target()
        .filter(target -> !target.keepsRows())
        .ifPresent(target ->
            error(
                ErrorCode.SCHEMA_INCOMPATIBLE,
                ("swap.lateRows: carry is not possible for %s: the merges of %s add up or cancel"
                        + " rows, so that late ones cannot be told apart; use swap.lateRows: source")
                    .formatted(target.name(), target.engine())));
    for (TableName source : spec.source().tables()) {
      if (survey.surroundings().views().leads(source, spec.target().table())) {
        error(
            ErrorCode.SCHEMA_INCOMPATIBLE,
            ("swap.lateRows: carry would bring rows twice: what is inserted into the source %s"
                    + " reaches %s through a materialized view as well; use swap.lateRows: source")
                .formatted(source, spec.target().table()));
      }
    }
  }

  private void dependents() {
    TableName target = survey.spec().target().table();
    for (Dependent dependent : survey.surroundings().around(target)) {
      switch (dependent.relation()) {
        case WRITES_INTO ->
            warning(
                "The materialized view %s writes into %s; it goes on after the swap"
                    .formatted(dependent.view().name(), the(dependent)));
        case READS_FROM ->
            warning(
                "The materialized view %s reads inserts of %s; it does not see the recomputed rows"
                    .formatted(dependent.view().name(), the(dependent)));
        case LOOKS_UP -> {}
      }
    }
  }

  private String the(Dependent dependent) {
    return dependent.through().equals(survey.spec().target().table())
        ? "the target"
        : dependent.through().toString();
  }

  private void error(ErrorCode code, String message) {
    findings.add(Finding.error(code, message));
  }

  private void warning(String message) {
    findings.add(Finding.warning(ErrorCode.SCHEMA_INCOMPATIBLE, message));
  }
}
