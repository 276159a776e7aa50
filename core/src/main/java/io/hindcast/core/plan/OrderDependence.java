package io.hindcast.core.plan;

import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether what a table finally has depends on the order in which its rows were inserted. Such rows
 * are inserted one after the other, as the statement yields them; and where the statement names no
 * order, as one thread reads them. Rows with the same key <em>and</em> version are not looked at:
 * of those any one may stay.
 */
public final class OrderDependence {
  private static final Pattern ENGINE =
      Pattern.compile("(?:Replicated|Shared)?(\\w*MergeTree)(?:\\(([^)]*)\\))?.*", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern NUMBER =
      Pattern.compile("(Nullable\\()?(U?Int\\d+|B?Float\\d+|Decimal.*)\\)?");
  private static final Pattern AGGREGATE =
      Pattern.compile("(?:Simple)?AggregateFunction\\((\\w+).*");

  /**
   * Aggregate functions whose value is made of the rows that come first, last or in their order.
   */
  private static final Pattern OF_ORDER =
      Pattern.compile(
          "any.*|first_value.*|last_value.*|group(Uniq)?Array.*|groupConcat.*|arg(Min|Max).*|"
              + "topK.*|quantiles?|quantiles?If|sequence.*|windowFunnel.*|delta.*");

  private static final Set<String> SETS = Set.of("UNION", "EXCEPT", "INTERSECT");

  private static final Set<String> AFTER_GROUPS =
      Set.of("WITH", "HAVING", "WINDOW", "QUALIFY", "ORDER", "LIMIT", "OFFSET", "SETTINGS");

  private OrderDependence() {}

  /**
   * Why the order of inserts shows, in a few words that follow the table's name.
   *
   * @param definition the engine with its arguments, as the server prints it
   * @param sortingKey the sorting key, as the server prints it
   * @param columns of the table
   * @return empty where it does not show
   */
  public static Optional<String> of(
      String definition, String sortingKey, List<TableColumn> columns) {
    Matcher engine = ENGINE.matcher(definition);
    if (!engine.matches()) {
      return Optional.empty();
    }
    String arguments =
        engine.group(2) == null ? "" : QUOTED.matcher(engine.group(2)).replaceAll("");
    boolean bare = arguments.replace(",", "").isBlank();
    return switch (engine.group(1)) {
      case "ReplacingMergeTree" ->
          bare ? Optional.of("keeps the last row of each key") : Optional.empty();
      case "CoalescingMergeTree" ->
          Optional.of("keeps the last value of each key that is not NULL");
      case "CollapsingMergeTree" -> Optional.of("cancels the last rows of each key");
      case "SummingMergeTree" -> kept(sortingKey, columns, type -> NUMBER.matcher(type).matches());
      case "AggregatingMergeTree" -> kept(sortingKey, columns, type -> false);
      default -> Optional.empty();
    };
  }

  /**
   * The settings under which a statement's rows are inserted in their order, or, where it has none,
   * in that of one thread. None where it yields each key once.
   */
  public static Map<String, String> settings(String sql, String sortingKey) {
    Map<String, String> settings = new TreeMap<>();
    if (yieldsKeysOnce(sql, sortingKey)) {
      return settings;
    }
    settings.put("max_insert_threads", "1");
    if (!isOrdered(sql)) {
      settings.put("max_threads", "1");
    }
    return settings;
  }

  /** Whether the statement groups its rows by columns among which are all of the sorting key. */
  static boolean yieldsKeysOnce(String sql, String sortingKey) {
    SqlText text = SqlText.of(sql);
    List<SqlToken> outside = outside(text);
    Set<String> grouped = new HashSet<>();
    boolean grouping = false;
    for (int i = 0; i < outside.size(); i++) {
      SqlToken token = outside.get(i);
      if (isSet(text, token)) {
        return false;
      }
      if (follows(text, outside, i, "GROUP", "BY")) {
        grouping = true;
      } else if (grouping && AFTER_GROUPS.contains(text.textOf(token).toUpperCase(Locale.ROOT))) {
        grouping = false;
      } else if (grouping) {
        grouped.add(text.nameOf(token));
      }
    }
    return grouped.contains("ALL")
        || (!grouped.isEmpty() && grouped.containsAll(names(sortingKey)));
  }

  /** Whether all that a statement yields has an order. */
  static boolean isOrdered(String sql) {
    SqlText text = SqlText.of(sql);
    List<SqlToken> outside = outside(text);
    return outside.stream().noneMatch(token -> isSet(text, token))
        && IntStream.range(0, outside.size())
            .anyMatch(i -> follows(text, outside, i, "ORDER", "BY"));
  }

  /** What stands in no parentheses. */
  private static List<SqlToken> outside(SqlText text) {
    List<SqlToken> outside = new ArrayList<>();
    int depth = 0;
    for (SqlToken token : text.tokens()) {
      depth += text.nesting(token);
      if (depth == 0) {
        outside.add(token);
      }
    }
    return outside;
  }

  private static boolean isSet(SqlText text, SqlToken token) {
    return SETS.stream().anyMatch(word -> text.isKeyword(token, word));
  }

  private static boolean follows(
      SqlText text, List<SqlToken> tokens, int index, String first, String second) {
    return index + 1 < tokens.size()
        && text.isKeyword(tokens.get(index), first)
        && text.isKeyword(tokens.get(index + 1), second);
  }

  private static Set<String> names(String sortingKey) {
    return Arrays.stream(sortingKey.split(",", -1))
        .map(name -> name.strip().replaceAll("^`|`$", ""))
        .collect(Collectors.toSet());
  }

  /** Columns beside the key of which one row's value stays, or that are made of the order. */
  private static Optional<String> kept(
      String sortingKey, List<TableColumn> columns, Predicate<String> addsUp) {
    Set<String> key = names(sortingKey);
    return columns.stream()
        .filter(column -> !key.contains(column.name()) && !addsUp.test(column.type()))
        .filter(column -> isOfOrder(column.type()))
        .findFirst()
        .map(column -> "keeps a value of '%s' that depends on the order".formatted(column.name()));
  }

  private static boolean isOfOrder(String type) {
    Matcher aggregate = AGGREGATE.matcher(type);
    return !aggregate.matches() || OF_ORDER.matcher(aggregate.group(1)).matches();
  }
}
