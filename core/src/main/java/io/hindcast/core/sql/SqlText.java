package io.hindcast.core.sql;

import io.hindcast.core.sql.SqlToken.Kind;
import io.hindcast.core.table.TableName;
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
