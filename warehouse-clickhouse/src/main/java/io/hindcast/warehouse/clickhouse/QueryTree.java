package io.hindcast.warehouse.clickhouse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as the engine understands it: what {@code EXPLAIN QUERY TREE} prints, a node a line,
 * what belongs to a node two blanks deeper.
 */
final class QueryTree {
  private static final Pattern FUNCTION =
      Pattern.compile("FUNCTION id: \\d+, function_name: (\\w+),.*");
  private static final Pattern COLUMN =
      Pattern.compile("COLUMN id: \\d+, column_name: (.*), result_type: (.*), source_id: (\\d+)");
  private static final Pattern TYPE = Pattern.compile(".*result_type: (.*)");
  private static final Pattern CONSTANT =
      Pattern.compile("CONSTANT id: .*constant_value_type: (.*)");
  private static final Pattern TABLE = Pattern.compile("TABLE id: (\\d+),.*table_name: (\\S+)");

  private static final Pattern FRACTIONS =
      Pattern.compile("(?:Nullable\\()?(DateTime64(\\([^)]*\\))?)\\)?");
  private static final Pattern WHOLE =
      Pattern.compile("(?:Nullable\\()?(DateTime(\\([^)]*\\))?)\\)?");

  private final List<Node> nodes;
  private final Map<String, String> tables = new HashMap<>();

  private QueryTree(List<Node> nodes) {
    this.nodes = nodes;
    for (Node node : nodes) {
      Matcher table = TABLE.matcher(node.text());
      if (table.matches()) {
        tables.put(table.group(1), table.group(2));
      }
    }
  }

  private record Node(int depth, String text) {}

  /**
   * A column of fractions of seconds that is compared with a bound of whole ones.
   *
   * @param table as the engine names it; empty where the column is of a subquery
   */
  record Coarse(Optional<String> table, String column, String columnType, String boundType) {}

  static QueryTree of(List<String> lines) {
    return new QueryTree(
        lines.stream()
            .map(line -> new Node((line.length() - line.stripLeading().length()) / 2, line.strip()))
            .toList());
  }

  /** By {@code <} or {@code >}, or by their opposites under a NOT: the others lose nothing. */
  List<Coarse> coarse() {
    List<Coarse> found = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Matcher function = FUNCTION.matcher(nodes.get(i).text());
      if (function.matches() && isStrict(function.group(1), isNegated(i))) {
        compared(i).ifPresent(found::add);
      }
    }
    return found.stream().distinct().toList();
  }

  private static boolean isStrict(String function, boolean negated) {
    return switch (function) {
      case "less", "greater" -> !negated;
      case "lessOrEquals", "greaterOrEquals" -> negated;
      default -> false;
    };
  }

  private boolean isNegated(int index) {
    boolean negated = false;
    int depth = nodes.get(index).depth();
    for (int i = index - 1; i >= 0 && depth > 0; i--) {
      Node node = nodes.get(i);
      if (node.depth() < depth) {
        depth = node.depth();
        Matcher function = FUNCTION.matcher(node.text());
        negated ^= function.matches() && function.group(1).equals("not");
      }
    }
    return negated;
  }

  /** Arguments are three levels deeper, below ARGUMENTS and LIST. */
  private Optional<Coarse> compared(int function) {
    int depth = nodes.get(function).depth() + 3;
    Optional<String> bound = Optional.empty();
    Optional<Integer> value = Optional.empty();
    for (int i = function + 1; i < nodes.size() && nodes.get(i).depth() > depth - 3; i++) {
      if (nodes.get(i).depth() == depth) {
        Matcher constant = CONSTANT.matcher(nodes.get(i).text());
        if (constant.matches()) {
          bound = first(WHOLE, constant.group(1));
        } else {
          value = Optional.of(i);
        }
      }
    }
    Optional<String> type = bound;
    return value.flatMap(at -> type.flatMap(boundType -> coarse(at, boundType)));
  }

  private Optional<Coarse> coarse(int value, String boundType) {
    Optional<String> type = type(nodes.get(value).text()).flatMap(found -> first(FRACTIONS, found));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    int depth = nodes.get(value).depth();
    for (int i = value; i < nodes.size() && (i == value || nodes.get(i).depth() > depth); i++) {
      Matcher column = COLUMN.matcher(nodes.get(i).text());
      if (column.matches()) {
        return Optional.of(
            new Coarse(
                Optional.ofNullable(tables.get(column.group(3))),
                column.group(1),
                type.get(),
                boundType));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> type(String node) {
    Matcher column = COLUMN.matcher(node);
    if (column.matches()) {
      return Optional.of(column.group(2));
    }
    Matcher type = TYPE.matcher(node);
    return type.matches() ? Optional.of(type.group(1)) : Optional.empty();
  }

  private static Optional<String> first(Pattern pattern, String type) {
    Matcher matcher = pattern.matcher(type);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
