package io.hindcast.core.view;

import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A view's statement, taken apart as far as a rebuild has to understand it. */
public final class ViewQuery {
  private static final Set<String> PER_INSERT =
      Set.of("LIMIT", "OVER", "DISTINCT", "WITH", "OFFSET");

  private final SqlText text;
  private final List<SqlToken> tokens;

  private ViewQuery(SqlText text) {
    this.text = text;
    this.tokens = text.tokens();
  }

  /** One column that the statement yields. */
  public record Item(String name, List<String> expression) {
    /** Copies the tokens. */
    public Item {
      expression = List.copyOf(expression);
    }
  }

  /** Why the statement over all rows would not give what the view made of each insert; or empty. */
  public static Optional<String> problemOf(String select, TableName source) {
    try {
      return new ViewQuery(SqlText.of(select)).problem(source);
    } catch (SqlSyntaxException e) {
      return Optional.of("its statement is not understood: " + e.problem());
    }
  }

  /** The columns in the statement's order, of a statement without a problem. */
  public static List<Item> items(String select) {
    return new ViewQuery(SqlText.of(select)).items();
  }

  private Optional<String> problem(TableName source) {
    if (tokens.isEmpty() || !text.isKeyword(tokens.getFirst(), "SELECT")) {
      return Optional.of("its statement does not begin with SELECT");
    }
    for (int i = 1; i < tokens.size(); i++) {
      Optional<String> problem = problemAt(i);
      if (problem.isPresent()) {
        return problem;
      }
    }
    int from = topLevelFrom();
    if (from < 0 || !names(from + 1, source)) {
      return Optional.of("it does not read " + source + " by name");
    }
    boolean more = from + 4 < tokens.size() && text.isSymbol(tokens.get(from + 4), ',');
    return more ? Optional.of("it reads several tables") : Optional.empty();
  }

  private Optional<String> problemAt(int i) {
    SqlToken token = tokens.get(i);
    if (token.kind() != Kind.WORD) {
      return Optional.empty();
    }
    String word = text.textOf(token).toUpperCase(Locale.ROOT);
    if (word.equals("SELECT")) {
      return Optional.of("it has a subquery");
    }
    if (word.equals("JOIN") && !text.isKeyword(tokens.get(i - 1), "ARRAY")) {
      return Optional.of("it joins other tables");
    }
    if (word.startsWith("DICTGET") || word.startsWith("JOINGET")) {
      return Optional.of("it looks other data up with " + text.textOf(token));
    }
    boolean list = i + 1 < tokens.size() && opens(tokens.get(i + 1));
    if (word.equals("IN") && !list) {
      return Optional.of("it compares with another table by IN");
    }
    return PER_INSERT.contains(word) && !(list && !word.equals("OVER"))
        ? Optional.of("what its %s yields depends on the insert".formatted(word))
        : Optional.empty();
  }

  private boolean opens(SqlToken token) {
    return text.isSymbol(token, '(') || text.isSymbol(token, '[');
  }

  private boolean names(int at, TableName table) {
    return at + 2 < tokens.size()
        && text.isSymbol(tokens.get(at + 1), '.')
        && identifier(tokens.get(at)).equals(table.database())
        && identifier(tokens.get(at + 2)).equals(table.table());
  }

  private int topLevelFrom() {
    int depth = 0;
    for (int i = 1; i < tokens.size(); i++) {
      depth += step(tokens.get(i));
      if (depth == 0 && text.isKeyword(tokens.get(i), "FROM")) {
        return i;
      }
    }
    return -1;
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    List<SqlToken> item = new ArrayList<>();
    int depth = 0;
    int end = topLevelFrom();
    for (int i = 1; i < end; i++) {
      SqlToken token = tokens.get(i);
      depth += step(token);
      if (depth == 0 && text.isSymbol(token, ',')) {
        items.add(item(item));
        item.clear();
      } else {
        item.add(token);
      }
    }
    items.add(item(item));
    return items;
  }

  private int step(SqlToken token) {
    if (opens(token)) {
      return 1;
    }
    return text.isSymbol(token, ')') || text.isSymbol(token, ']') ? -1 : 0;
  }

  private Item item(List<SqlToken> item) {
    int size = item.size();
    boolean named = size > 2 && text.isKeyword(item.get(size - 2), "AS");
    String name = size == 0 ? "" : identifier(item.get(size - 1));
    List<SqlToken> expression = named ? item.subList(0, size - 2) : item;
    return new Item(name, expression.stream().map(this::identifier).toList());
  }

  private String identifier(SqlToken token) {
    String word = text.textOf(token);
    return token.kind() == Kind.QUOTED_IDENTIFIER
        ? word.substring(1, word.length() - 1).replaceAll("\\\\(.)", "$1")
        : word;
  }
}
