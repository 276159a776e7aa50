package io.hindcast.warehouse.clickhouse;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter that EXPLAIN prints with its actions. Each action puts its result into a place and
 * takes its arguments from places, so that an alias cannot be taken for the column of its name.
 * Conjunctions of comparisons between a column and a constant are understood: of anything else
 * nothing follows.
 */
final class FilterActions {
  private static final Pattern CONSTANT =
      Pattern.compile(
          "(?:_CAST\\()?'?(-?[0-9.]+)'?_(Date|Date32|DateTime|DateTime64|U?Int\\d+)(\\(.*)?(?:, .*)?");
  private static final Map<String, String> MIRRORED =
      Map.of(
          "less", "greater",
          "lessOrEquals", "greaterOrEquals",
          "greater", "less",
          "greaterOrEquals", "lessOrEquals",
          "equals", "equals");

  private final List<Node> places = new ArrayList<>();
  private final Map<String, Node> byName = new HashMap<>();

  private record Node(String kind, String name, String function, List<Node> arguments) {}

  private record Constant(BigDecimal value, FilterEdge.Unit unit) {}

  private FilterActions() {}

  static List<FilterEdge> edges(JsonNode expression, String filter) {
    FilterActions actions = new FilterActions();
    for (JsonNode action : expression.path("Actions")) {
      actions.run(action, expression.path("Inputs"));
    }
    List<FilterEdge> edges = new ArrayList<>();
    Node root = actions.byName.get(filter);
    if (root != null) {
      collect(root, edges);
    }
    return edges;
  }

  private void run(JsonNode action, JsonNode inputs) {
    String kind = action.path("Node Type").asText();
    List<Node> arguments = new ArrayList<>();
    String name = action.path("Result Name").asText();
    if (kind.equals("INPUT")) {
      name = inputs.path(action.path("Arguments").path(0).asInt(-1)).path("Name").asText("");
    } else {
      for (JsonNode argument : action.path("Arguments")) {
        arguments.add(place(argument.asInt(-1)));
      }
    }
    Node node = new Node(kind, name, action.path("Function").asText(""), arguments);
    put(action.path("Result").asInt(-1), node);
    byName.put(action.path("Result Name").asText(), node);
  }

  private Node place(int index) {
    return index >= 0 && index < places.size() ? places.get(index) : nothing();
  }

  private void put(int index, Node node) {
    while (places.size() <= index) {
      places.add(nothing());
    }
    if (index >= 0) {
      places.set(index, node);
    }
  }

  private static Node nothing() {
    return new Node("", "", "", List.of());
  }

  private static void collect(Node node, List<FilterEdge> edges) {
    if (node.kind().equals("ALIAS")) {
      node.arguments().forEach(each -> collect(each, edges));
    } else if (node.function().equals("and")) {
      node.arguments().forEach(each -> collect(each, edges));
    } else if (node.arguments().size() == 2 && MIRRORED.containsKey(node.function())) {
      compare(node.function(), node.arguments().get(0), node.arguments().get(1), edges);
      compare(
          MIRRORED.getOrDefault(node.function(), ""),
          node.arguments().get(1),
          node.arguments().get(0),
          edges);
    }
  }

  private static void compare(String function, Node left, Node right, List<FilterEdge> edges) {
    Optional<Constant> constant = constant(right);
    Node inner = bare(left);
    boolean applied = inner.kind().equals("FUNCTION") && inner.arguments().size() == 1;
    Node column = applied ? bare(inner.arguments().getFirst()) : inner;
    if (constant.isEmpty() || !column.kind().equals("INPUT")) {
      return;
    }
    String by = applied ? inner.function() : "";
    if (!function.startsWith("less")) {
      edges.add(edge(column, by, true, !function.equals("greater"), constant.get()));
    }
    if (!function.startsWith("greater")) {
      edges.add(edge(column, by, false, !function.equals("less"), constant.get()));
    }
  }

  private static FilterEdge edge(
      Node column, String function, boolean lower, boolean inclusive, Constant constant) {
    return new FilterEdge(
        column.name(), function, lower, inclusive, constant.value(), constant.unit());
  }

  private static Node bare(Node node) {
    Node inner = node;
    while (inner.kind().equals("ALIAS") && inner.arguments().size() == 1) {
      inner = inner.arguments().getFirst();
    }
    return inner;
  }

  private static Optional<Constant> constant(@Nullable Node node) {
    if (node == null || !bare(node).kind().equals("COLUMN")) {
      return Optional.empty();
    }
    Matcher written = CONSTANT.matcher(bare(node).name());
    if (!written.matches()) {
      return Optional.empty();
    }
    FilterEdge.Unit unit =
        switch (written.group(2)) {
          case "Date", "Date32" -> FilterEdge.Unit.DAYS;
          case "DateTime", "DateTime64" -> FilterEdge.Unit.SECONDS;
          default -> FilterEdge.Unit.NATIVE;
        };
    return Optional.of(new Constant(new BigDecimal(written.group(1)), unit));
  }
}
