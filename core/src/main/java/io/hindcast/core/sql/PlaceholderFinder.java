package io.hindcast.core.sql;

import io.hindcast.core.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Joins the tokens <code>{ name : Type }</code> into one placeholder. */
final class PlaceholderFinder {
  private static final int QUOTE_MAX = 100;

  private final String sql;
  private final List<SqlToken> tokens;
  private final List<SqlToken> joined = new ArrayList<>();
  private final List<Placeholder> placeholders = new ArrayList<>();

  private PlaceholderFinder(String sql, List<SqlToken> tokens) {
    this.sql = sql;
    this.tokens = tokens;
  }

  static SqlScan find(String sql, List<SqlToken> tokens) {
    var finder = new PlaceholderFinder(sql, tokens);
    int index = 0;
    while (index < tokens.size()) {
      index = finder.take(index);
    }
    return new SqlScan(finder.joined, finder.placeholders);
  }

  /** Takes the token or the whole placeholder at the index; answers the index after it. */
  private int take(int index) {
    if (!startsPlaceholder(index)) {
      joined.add(tokens.get(index));
      return index + 1;
    }
    int close = index + 3;
    while (close < tokens.size() && !isSymbol(close, '}')) {
      close++;
    }
    if (close == tokens.size()) {
      throw new SqlSyntaxException(
          "The parameter {%s: does not end: } is missing".formatted(quoted(index + 1)),
          tokens.get(index).start());
    }
    add(index, close);
    return close + 1;
  }

  private void add(int open, int close) {
    int start = tokens.get(open).start();
    int end = tokens.get(close).end();
    String type = sql.substring(tokens.get(open + 2).end(), end - 1).strip();
    if (type.isEmpty()) {
      throw new SqlSyntaxException(
          "The parameter {%s:} has no type".formatted(quoted(open + 1)), start);
    }
    joined.add(new SqlToken(Kind.PLACEHOLDER, start, end));
    placeholders.add(new Placeholder(text(open + 1), type, start, end));
  }

  private boolean startsPlaceholder(int index) {
    return isSymbol(index, '{')
        && index + 2 < tokens.size()
        && tokens.get(index + 1).kind() == Kind.WORD
        && isSymbol(index + 2, ':');
  }

  private boolean isSymbol(int index, char symbol) {
    SqlToken token = tokens.get(index);
    return token.kind() == Kind.SYMBOL && sql.charAt(token.start()) == symbol;
  }

  /** As much of a token as a message shows. */
  private String quoted(int index) {
    String text = text(index);
    return text.length() <= QUOTE_MAX ? text : text.substring(0, QUOTE_MAX) + "…";
  }

  private String text(int index) {
    return sql.substring(tokens.get(index).start(), tokens.get(index).end());
  }
}
