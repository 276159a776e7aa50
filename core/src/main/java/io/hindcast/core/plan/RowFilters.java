package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.RowFilter.Clause;
import io.hindcast.core.task.RowFilter.Sense;
import io.hindcast.core.task.RowFilter.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the transform belong to which keys. Where rows may have keys that nobody has
 * listed, the last task of a slice takes them all, so that they are found to be strays and not
 * lost.
 */
final class RowFilters {
  /** Far below what a message may have, with everything else in it. */
  static final int LENGTH_MAX = 256 * 1024;

  private final KeyChoice choice;
  private final List<String> types;
  private final Map<String, TableColumn> target = new HashMap<>();
  private final Map<String, String> outputTypes = new HashMap<>();
  private @Nullable RowFilter whole;

  private RowFilters(KeyChoice choice, List<String> types) {
    this.choice = choice;
    this.types = types;
  }

  static RowFilters of(KeyChoice choice, Survey survey, TargetTable target) {
    List<String> types =
        survey.keys() instanceof KeySurvey.Found found
            ? choice.layout().keys(found.types())
            : List.of();
    RowFilters filters = new RowFilters(choice, types);
    target.columns().forEach(column -> filters.target.put(column.name(), column));
    if (survey.output() instanceof Survey.Output.Columns output) {
      output.columns().forEach(column -> filters.outputTypes.put(column.name(), column.type()));
    }
    return filters;
  }

  /** For a task with all keys of its slices. */
  RowFilter whole() {
    if (whole == null) {
      whole =
          choice.chosen().isEmpty()
              ? RowFilter.NONE
              : new RowFilter(List.of(clause(choice.chosen(), Sense.AMONG, choice.tuples())));
    }
    return whole;
  }

  /** For a task with some neighbouring keys of its slices; the end is exclusive. */
  RowFilter part(int fromKey, int toKey) {
    List<Integer> all = IntStream.range(0, choice.layout().keys().size()).boxed().toList();
    List<List<String>> tuples = choice.tuples();
    if (!choice.isOpen() || toKey < tuples.size()) {
      return new RowFilter(List.of(clause(all, Sense.AMONG, tuples.subList(fromKey, toKey))));
    }
    List<Clause> clauses = new ArrayList<>(whole().clauses());
    clauses.add(clause(all, Sense.EXCEPT, tuples.subList(0, fromKey)));
    return new RowFilter(clauses);
  }

  private Clause clause(List<Integer> positions, Sense sense, List<List<String>> tuples) {
    Clause clause =
        new Clause(
            positions.stream().map(this::term).toList(),
            sense,
            tuples.stream()
                .map(tuple -> positions.stream().map(tuple::get).toList())
                .distinct()
                .toList());
    if (clause.length() > LENGTH_MAX) {
      throw new HindcastException(
          ErrorCode.PLAN_TOO_LARGE,
          ("%,d values of the partition key are too many to tell one task's rows by; choose fewer"
                  + " keys (target.keys), or raise execution.rowsPerTask so that slices of time need"
                  + " not be split")
              .formatted(clause.values().size()));
    }
    return clause;
  }

  private Term term(int position) {
    KeyDimension dimension = choice.layout().keys().get(position);
    return new Term(
        overOutput(dimension.expression(), Set.copyOf(dimension.columns()), List.of()),
        types.get(position));
  }

  /**
   * The expression over what the transform yields, which may have other types than the target. What
   * the table computes by itself is computed here in the same way.
   *
   * @param within the computed columns that lead here
   */
  private String overOutput(String expression, Set<String> columns, List<String> within) {
    SqlText text = SqlText.of(expression);
    StringBuilder sql = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < text.tokens().size(); i++) {
      SqlToken token = text.tokens().get(i);
      if (KeyDimensionReader.isColumn(text, i, columns)) {
        sql.append(text.sql(), copied, token.start()).append(column(text, token, within));
        copied = token.end();
      }
    }
    return sql.append(text.sql().substring(copied)).toString();
  }

  private String column(SqlText text, SqlToken token, List<String> within) {
    String name = text.nameOf(token);
    String yielded = outputTypes.get(name);
    if (yielded == null) {
      return computed(name, within);
    }
    TableColumn column = target.get(name);
    String stored = column == null ? yielded : column.type();
    return plain(stored).equals(plain(yielded))
        ? text.textOf(token)
        : "CAST(%s AS %s)".formatted(text.textOf(token), plain(stored));
  }

  /** A column that the table fills by its own expression. */
  private String computed(String name, List<String> within) {
    TableColumn column = target.get(name);
    if (column == null || column.expression().isEmpty() || within.contains(name)) {
      throw new HindcastException(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          ("The transform does not yield the column %s, so that its rows cannot be told apart by"
                  + " the partition key; let it yield the column%s")
              .formatted(name, within.isEmpty() ? "" : ", of which the table makes " + within));
    }
    List<String> path = new ArrayList<>(within);
    path.add(name);
    return "CAST((%s) AS %s)"
        .formatted(overOutput(column.expression(), target.keySet(), path), plain(column.type()));
  }

  private static String plain(String type) {
    return type.startsWith("LowCardinality(")
        ? type.substring("LowCardinality(".length(), type.length() - 1)
        : type;
  }
}
