package io.hindcast.core.spec;

import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.sql.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds clauses that say where a statement's rows go, or how they are written. */
final class OutputClause {
  /** Words after which {@code format} is a column or table of that name. */
  private static final Set<String> BEFORE_IDENTIFIER =
      Set.of(
          "SELECT",
          "DISTINCT",
          "BY",
          "FROM",
          "JOIN",
          "AS",
          "AND",
          "OR",
          "NOT",
          "ON",
          "WHERE",
          "PREWHERE",
          "HAVING",
          "IN",
          "LIKE",
          "WHEN",
          "THEN",
          "ELSE",
          "CASE",
          "BETWEEN",
          "WITH");

  private static final Set<String> AFTER_SORT_COLUMN = Set.of("ASC", "DESC", "NULLS");

  private OutputClause() {}

  /** Whether {@code INTO OUTFILE} begins at the token. */
  static boolean isOutfile(SqlText text, int index) {
    return wordAt(text, index).equals("INTO") && wordAt(text, index + 1).equals("OUTFILE");
  }

  /** Whether a {@code FORMAT} clause begins at the token, rather than a function or a column. */
  static boolean isFormat(SqlText text, int index) {
    String name = wordAt(text, index + 1);
    return index > 0
        && wordAt(text, index).equals("FORMAT")
        && !name.isEmpty()
        && !AFTER_SORT_COLUMN.contains(name)
        && ends(text, index + 2)
        && endsOperand(text, text.tokens().get(index - 1));
  }

  private static boolean ends(SqlText text, int index) {
    return index >= text.tokens().size()
        || wordAt(text, index).equals("SETTINGS")
        || text.isSymbol(text.tokens().get(index), ';');
  }

  private static boolean endsOperand(SqlText text, SqlToken token) {
    return switch (token.kind()) {
      case WORD -> !BEFORE_IDENTIFIER.contains(text.textOf(token).toUpperCase(Locale.ROOT));
      case SYMBOL -> text.isSymbol(token, ')') || text.isSymbol(token, ']');
      case QUOTED_IDENTIFIER, STRING, NUMBER, PLACEHOLDER -> true;
    };
  }

  private static String wordAt(SqlText text, int index) {
    List<SqlToken> tokens = text.tokens();
    boolean word = index < tokens.size() && tokens.get(index).kind() == Kind.WORD;
    return word ? text.textOf(tokens.get(index)).toUpperCase(Locale.ROOT) : "";
  }
}
