package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.RowFilter.Clause;
import io.hindcast.core.task.RowFilter.Sense;
import io.hindcast.core.task.RowFilter.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row filter as a condition. The expressions and types are the server's own words; the values are
 * bound. Constant sets of the expressions' own types are what the engine pushes down to the sources
 * and looks up in their indexes.
 */
final class RowFilterSql {
  private static final String VALUES = "hindcast_keys_";

  private final RowFilter filter;

  private RowFilterSql(RowFilter filter) {
    this.filter = filter;
  }

  static RowFilterSql of(RowFilter filter) {
    return new RowFilterSql(filter);
  }

  /** What follows the statement in parentheses; empty where every row is taken. */
  String where() {
    if (filter.takesAll()) {
      return "";
    }
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < filter.clauses().size(); i++) {
      conditions.add(condition(filter.clauses().get(i), i));
    }
    return " WHERE " + String.join(" AND ", conditions);
  }

  /** Binds the values. */
  Command bind(Command command) {
    Command bound = command;
    for (int i = 0; i < filter.clauses().size(); i++) {
      Clause clause = filter.clauses().get(i);
      for (int term = 0; term < clause.terms().size(); term++) {
        bound = bound.bindList(name(i, term), column(clause, term));
      }
    }
    return bound;
  }

  private static String condition(Clause clause, int index) {
    String operator = clause.sense() == Sense.AMONG ? "IN" : "NOT IN";
    List<String> lists =
        IntStream.range(0, clause.terms().size())
            .mapToObj(term -> Command.list(name(index, term), column(clause, term)))
            .toList();
    boolean single = lists.size() == 1;
    return "(%s) %s CAST(%s AS Array(%s))"
        .formatted(
            join(clause.terms().stream().map(Term::expression).toList()),
            operator,
            single ? lists.getFirst() : "arrayZip(%s)".formatted(join(lists)),
            single
                ? clause.terms().getFirst().type()
                : "Tuple(%s)".formatted(join(clause.terms().stream().map(Term::type).toList())));
  }

  private static String name(int clause, int term) {
    return VALUES + clause + "_" + term + "_";
  }

  private static List<String> column(Clause clause, int term) {
    return clause.values().stream().map(tuple -> tuple.get(term)).toList();
  }

  private static String join(List<String> parts) {
    return parts.stream().collect(Collectors.joining(", "));
  }
}
