package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the tables exist, and are of kinds that can be fenced and recomputed. */
final class TableChecks {
  private TableChecks() {}

  static List<Finding> of(Survey survey) {
    List<Finding> findings = new ArrayList<>(sources(survey));
    if (survey.target().isPresent()) {
      findings.addAll(target(survey, survey.target().get()));
    } else {
      findings.add(
          Finding.error(
              ErrorCode.TABLE_UNKNOWN,
              "The target table %s does not exist; create it or correct target.table"
                  .formatted(survey.spec().target().table())));
    }
    return findings;
  }

  private static List<Finding> sources(Survey survey) {
    Map<TableName, SourceTable> found =
        survey.sources().stream().collect(Collectors.toMap(SourceTable::name, Function.identity()));
    List<Finding> findings = new ArrayList<>();
    for (TableName name : survey.spec().source().tables()) {
      SourceTable source = found.get(name);
      if (source == null) {
        findings.add(
            Finding.error(
                ErrorCode.TABLE_UNKNOWN,
                "The source table %s does not exist; correct source.tables".formatted(name)));
      } else if (!source.engine().endsWith("MergeTree")) {
        findings.add(
            Finding.error(
                ErrorCode.SOURCE_UNSUPPORTED,
                ("The source %s is a %s, whose changes cannot be fenced; name the MergeTree tables"
                        + " behind it in source.tables instead%s")
                    .formatted(name, source.engine(), behind(survey, name))));
      }
    }
    return findings;
  }

  /** The tables that the statement reads through a view, shown. */
  private static String behind(Survey survey, TableName view) {
    Reached reached = survey.reached();
    List<String> tables =
        reached == null
            ? List.of()
            : reached.tables().stream()
                .filter(table -> table.through().equals(view.toString()))
                .filter(table -> table.engine().endsWith("MergeTree"))
                .map(table -> table.name().toString())
                .toList();
    return tables.isEmpty() ? "" : ": " + String.join(", ", tables);
  }

  private static List<Finding> target(Survey survey, TargetTable target) {
    List<Finding> findings = new ArrayList<>();
    if (!target.isMergeTree()) {
      findings.add(
          Finding.error(
              ErrorCode.TARGET_UNSUPPORTED,
              "The target %s is a %s; only tables of the MergeTree family can be recomputed"
                  .formatted(target.name(), target.engine())));
    }
    if (!target.atomicDatabase()
        && survey.spec().swap().strategy() == SwapPolicy.Strategy.EXCHANGE) {
      findings.add(
          Finding.error(
              ErrorCode.TARGET_UNSUPPORTED,
              ("The database of %s cannot exchange tables (it is not Atomic); set swap.strategy:"
                      + " replace, which is not atomic across partitions")
                  .formatted(target.name())));
    }
    return findings;
  }
}
