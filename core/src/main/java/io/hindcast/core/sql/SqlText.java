package io.hindcast.core.sql;

import io.hindcast.core.sql.SqlToken.Kind;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * ClickHouse SQL, cut into tokens: comments, string literals and quoted identifiers are told from
 * code, so that nothing inside them is taken for a parameter or the end of a statement.
 */
public final class SqlText {
  private final String sql;
  private final List<SqlToken> tokens;
  private final List<Placeholder> placeholders;

  private SqlText(String sql, SqlScan scan) {
    this.sql = sql;
    this.tokens = scan.tokens();
    this.placeholders = scan.placeholders();
  }

  /**
   * Scans a text.
   *
   * @throws SqlSyntaxException when a literal, quoted identifier, comment or parameter does not end
   */
  public static SqlText of(String sql) {
    return new SqlText(sql, SqlScanner.scan(sql));
  }

  /** The text itself. */
  public String sql() {
    return sql;
  }

  /** The tokens in their order. */
  public List<SqlToken> tokens() {
    return tokens;
  }

  /** The parameters in their order; one that is used twice comes twice. */
  public List<Placeholder> placeholders() {
    return placeholders;
  }

  /** The characters of a token. */
  public String textOf(SqlToken token) {
    return sql.substring(token.start(), token.end());
  }

  /** Whether a token is this keyword, in any case. */
  public boolean isKeyword(SqlToken token, String keyword) {
    return token.kind() == Kind.WORD && textOf(token).equalsIgnoreCase(keyword);
  }

  /** Whether a token is this character of code. */
  public boolean isSymbol(SqlToken token, char symbol) {
    return token.kind() == Kind.SYMBOL && sql.charAt(token.start()) == symbol;
  }

  /**
   * The statement without the comments around it and without semicolons at its end: what can be put
   * in parentheses or after an INSERT. Empty when there is no code.
   */
  public String body() {
    int last = tokens.size() - 1;
    while (last >= 0 && isSymbol(tokens.get(last), ';')) {
      last--;
    }
    return last < 0 ? "" : sql.substring(tokens.getFirst().start(), tokens.get(last).end());
  }

  /**
   * The elements of a list in parentheses, without blanks around them; the body alone when it is no
   * such list. Commas within brackets separate nothing.
   */
  public List<String> elements() {
    int size = tokens.size();
    boolean list = size > 1 && isSymbol(tokens.getFirst(), '(') && closing(0) == size - 1;
    List<SqlToken> inner = list ? tokens.subList(1, size - 1) : tokens;
    List<String> elements = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= inner.size(); i++) {
      if (i == inner.size() || (depth == 0 && list && isSymbol(inner.get(i), ','))) {
        if (start < i) {
          elements.add(sql.substring(inner.get(start).start(), inner.get(i - 1).end()));
        }
        start = i + 1;
      } else {
        depth += nesting(inner.get(i));
      }
    }
    return List.copyOf(elements);
  }

  /** The name that a token is: a word as it is, a quoted identifier without quotes and escapes. */
  public String nameOf(SqlToken token) {
    String text = textOf(token);
    return token.kind() == Kind.QUOTED_IDENTIFIER
        ? text.substring(1, text.length() - 1).replaceAll("(?s)\\\\(.)", "$1")
        : text;
  }

  /** How many levels deeper the code is after a token: 1, 0 or -1. */
  public int nesting(SqlToken token) {
    if (token.kind() != Kind.SYMBOL) {
      return 0;
    }
    char symbol = sql.charAt(token.start());
    return "([{".indexOf(symbol) >= 0 ? 1 : ")]}".indexOf(symbol) >= 0 ? -1 : 0;
  }

  /** Index of the token that closes the bracket at the index, or -1. */
  private int closing(int index) {
    int depth = 0;
    for (int i = index; i < tokens.size(); i++) {
      depth += nesting(tokens.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Index of the first place that names the table with its database, or -1. */
  public int positionOf(TableName table) {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (isSymbol(tokens.get(i + 1), '.')
          && identifier(tokens.get(i)).equals(table.database())
          && identifier(tokens.get(i + 2)).equals(table.table())) {
        return tokens.get(i).start();
      }
    }
    return -1;
  }

  private String identifier(SqlToken token) {
    String text = textOf(token);
    return token.kind() == Kind.QUOTED_IDENTIFIER ? text.substring(1, text.length() - 1) : text;
  }
}
