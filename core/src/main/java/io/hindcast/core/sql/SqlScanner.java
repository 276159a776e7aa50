package io.hindcast.core.sql;

import io.hindcast.core.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text into tokens by the rules of ClickHouse's own lexer ({@code Lexer.cpp}). */
final class SqlScanner {
  private final String sql;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int position;
  private @Nullable Heredocs heredocs;

  private SqlScanner(String sql) {
    this.sql = sql;
  }

  static SqlScan scan(String sql) {
    var scanner = new SqlScanner(sql);
    while (scanner.position < sql.length()) {
      scanner.step();
    }
    return PlaceholderFinder.find(sql, scanner.tokens);
  }

  private void step() {
    char next = sql.charAt(position);
    if (isBlank(next)) {
      position++;
    } else if (startsLineComment()) {
      int end = sql.indexOf('\n', position);
      position = end < 0 ? sql.length() : end + 1;
    } else if (sql.startsWith("/*", position)) {
      skipBlockComment();
    } else {
      int end = tokenEnd(next);
      tokens.add(new SqlToken(kind(next), position, end));
      position = end;
    }
  }

  private boolean startsLineComment() {
    return sql.startsWith("--", position)
        || sql.startsWith("# ", position)
        || sql.startsWith("#!", position);
  }

  private void skipBlockComment() {
    int start = position;
    int depth = 0;
    do {
      if (sql.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (sql.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
      if (position >= sql.length() && depth > 0) {
        throw new SqlSyntaxException("A comment /* does not end: */ is missing", start);
      }
    } while (depth > 0);
  }

  private Kind kind(char first) {
    return switch (first) {
      case '\'', '\u2018' -> Kind.STRING;
      case '`', '"', '\u201c' -> Kind.QUOTED_IDENTIFIER;
      case '$' -> heredocEnd() > 0 ? Kind.STRING : Kind.WORD;
      default -> {
        if (isDigit(first)) {
          yield Kind.NUMBER;
        }
        yield isWordPart(first) ? Kind.WORD : Kind.SYMBOL;
      }
    };
  }

  private int tokenEnd(char first) {
    return switch (first) {
      case '\'', '`', '"' -> quotedEnd(first);
      case '\u2018' -> typographicEnd('\u2019');
      case '\u201c' -> typographicEnd('\u201d');
      case '$' -> heredocEnd() > 0 ? heredocEnd() : wordEnd();
      default -> isWordPart(first) ? wordEnd() : position + 1;
    };
  }

  private int quotedEnd(char quote) {
    for (int i = position + 1; i < sql.length(); i++) {
      char at = sql.charAt(i);
      boolean doubled = at == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote;
      if (at == '\\' || doubled) {
        i++;
      } else if (at == quote) {
        return i + 1;
      }
    }
    throw unfinished(quote);
  }

  private int typographicEnd(char quote) {
    int end = sql.indexOf(quote, position);
    if (end < 0) {
      throw unfinished(sql.charAt(position));
    }
    return end + 1;
  }

  private SqlSyntaxException unfinished(char quote) {
    return new SqlSyntaxException(
        "A text that begins with %s does not end".formatted(quote), position);
  }

  /** The end of a {@code $tag$ … $tag$} literal that begins here, or -1. */
  private int heredocEnd() {
    if (heredocs == null) {
      heredocs = Heredocs.of(sql);
    }
    return heredocs.end(position);
  }

  private int wordEnd() {
    int end = position + 1;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff' || c == 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }
}
