package io.hindcast.warehouse.clickhouse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the condition that EXPLAIN prints of an index, such as {@code and((ts in (-Inf,
 * 1706745599]), (ts in [1704067200, +Inf)))}. Conjunctions alone are understood: of anything else
 * nothing follows.
 */
final class IndexCondition {
  private static final Pattern OTHER = Pattern.compile("\\b(x?or|not)\\(");
  private static final Pattern ATOM =
      Pattern.compile(
          "\\((?:(\\w+)\\((\\w+)\\)|(\\w+)) in ([\\[(])(-Inf|'?-?[0-9.]+'?), (\\+Inf|'?-?[0-9.]+'?)([\\])])\\)");

  private IndexCondition() {}

  static List<FilterEdge> edges(String condition) {
    List<FilterEdge> edges = new ArrayList<>();
    if (OTHER.matcher(condition).find()) {
      return edges;
    }
    Matcher atom = ATOM.matcher(condition);
    while (atom.find()) {
      add(edges, atom, true, atom.group(5), atom.group(4).equals("["));
      add(edges, atom, false, atom.group(6), atom.group(7).equals("]"));
    }
    return edges;
  }

  private static void add(
      List<FilterEdge> edges, Matcher atom, boolean lower, String value, boolean inclusive) {
    if (!value.endsWith("Inf")) {
      boolean quoted = value.startsWith("'");
      edges.add(
          new FilterEdge(
              atom.group(3) == null ? atom.group(2) : atom.group(3),
              atom.group(3) == null ? atom.group(1) : "",
              lower,
              inclusive,
              new BigDecimal(value.replace("'", "")),
              quoted ? FilterEdge.Unit.SECONDS : FilterEdge.Unit.NATIVE));
    }
  }
}
