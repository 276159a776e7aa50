package io.hindcast.planner.survey;

import io.hindcast.core.plan.SourceTable;
import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.Set;

/**
 * What was found of the sources.
 *
 * @param tables those that exist
 * @param doubted those whose parts cannot tell which part of the range has changed
 */
record SourceSurvey(List<SourceTable> tables, Set<TableName> doubted) {
  /** Copies both. */
  SourceSurvey {
    tables = List.copyOf(tables);
    doubted = Set.copyOf(doubted);
  }
}
