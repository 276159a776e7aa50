package io.hindcast.core.sql;

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
   * @throws SqlSyntaxException when a literal, quoted identifier or comment does not end
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
}
