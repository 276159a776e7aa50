package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.Reached;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.warehouse.RangeBinding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a statement through views and user-defined functions to the tables that it reads. */
final class ReachInspector {
  private static final Logger LOG = LoggerFactory.getLogger(ReachInspector.class);

  /** How deep views may lie behind each other. */
  private static final int DEEP = 16;

  private static final String TABLES =
      """
      SELECT database, name, engine, as_select FROM system.tables
      WHERE has(%s, concat(database, '.', name)) AND database != 'system'
      """;
  private static final String FUNCTIONS =
      "SELECT name, create_query FROM system.functions WHERE origin = 'SQLUserDefined'";

  private final JdbcSession session;

  ReachInspector(JdbcSession session) {
    this.session = session;
  }

  private record Found(Reached.Table table, String select) {
    boolean isView() {
      return table.engine().equals("View");
    }
  }

  Optional<Reached> reached(String sql, RangeBinding binding) {
    try {
      return Optional.of(follow(sql, binding));
    } catch (HindcastException e) {
      if (e.code().category() != ErrorCategory.USER) {
        throw e;
      }
      LOG.info("What the statement reads is not known: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Reached follow(String sql, RangeBinding binding) {
    Map<String, Found> found = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    Map<String, String> open = new TreeMap<>(Map.of("", sql));
    for (int i = 0; i < DEEP && !open.isEmpty(); i++) {
      Map<String, String> next = new TreeMap<>();
      for (Map.Entry<String, String> statement : open.entrySet()) {
        for (Found each : tables(named(statement.getValue(), binding), statement.getKey())) {
          String name = each.table().name().toString();
          if (found.putIfAbsent(name, each) == null && each.isView()) {
            next.put(name, each.select());
            texts.put("the view " + name, each.select());
          }
        }
      }
      open = next;
    }
    texts.putAll(functions(sql, Set.copyOf(texts.values())));
    return new Reached(
        found.values().stream().filter(each -> !each.isView()).map(Found::table).toList(),
        texts.entrySet().stream()
            .map(text -> new Reached.Definition(text.getKey(), text.getValue()))
            .toList());
  }

  /** Parameters of a view have no values here; then the names are those that are written. */
  private Set<String> named(String sql, RangeBinding binding) {
    boolean bound =
        SqlText.of(sql).placeholders().stream()
            .allMatch(each -> each.name().equals("from") || each.name().equals("to"));
    if (bound) {
      return TreeTables.tables(explain(UserSql.within("EXPLAIN QUERY TREE", sql, "", binding)));
    }
    return explain(Command.of("EXPLAIN AST\n" + sql)).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("TableIdentifier "))
        .map(line -> line.split(" ", -1)[1])
        .collect(Collectors.toSet());
  }

  private List<String> explain(Command command) {
    return session.query(
        "Asking what the statement reads",
        ErrorCode.TRANSFORM_FAILED,
        command.with("enable_analyzer", "1"),
        row -> row.getString(1));
  }

  private List<Found> tables(Collection<String> names, String through) {
    return names.isEmpty()
        ? List.of()
        : session.query(
            "Looking for tables",
            Command.of(TABLES, Command.list("tables", names)).bindList("tables", names),
            row ->
                new Found(
                    new Reached.Table(
                        session.table(row, "database", "name"), through, row.getString("engine")),
                    row.getString("as_select")));
  }

  /** User-defined functions whose names stand in the statement, in the views, or in each other. */
  private Map<String, String> functions(String sql, Collection<String> views) {
    Map<String, String> known =
        session
            .query(
                "Listing functions",
                Command.of(FUNCTIONS),
                row -> Map.entry(row.getString("name"), row.getString("create_query")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (known.isEmpty()) {
      return Map.of();
    }
    Map<String, String> called = new TreeMap<>();
    Set<String> words = new TreeSet<>(words(sql));
    views.forEach(view -> words.addAll(words(view)));
    for (int i = 0; i < DEEP; i++) {
      int before = called.size();
      for (Map.Entry<String, String> function : known.entrySet()) {
        String what = "the function " + function.getKey();
        if (words.contains(function.getKey()) && !called.containsKey(what)) {
          String body = function.getValue().substring(function.getValue().indexOf("->") + 2);
          called.put(what, body);
        }
      }
      called.values().forEach(body -> words.addAll(words(body)));
      if (called.size() == before) {
        break;
      }
    }
    return called;
  }

  private static Set<String> words(String sql) {
    SqlText text = SqlText.of(sql);
    return text.tokens().stream()
        .filter(token ->
            token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_IDENTIFIER)
        .map(text::textOf)
        .map(word -> word.replace("`", ""))
        .collect(Collectors.toSet());
  }
}
