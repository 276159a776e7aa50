package io.hindcast.core.sql;

/**
 * A piece of SQL that is neither blank nor comment.
 *
 * @param start index of its first character
 * @param end index after its last character
 */
public record SqlToken(Kind kind, int start, int end) {
  /** What a token is. */
  public enum Kind {
    /** A bare identifier or keyword. */
    WORD,
    /** An identifier in backticks or double quotes, with them. */
    QUOTED_IDENTIFIER,
    /** A string literal, with its quotes. */
    STRING,
    /** A number. */
    NUMBER,
    /** A whole {@code {name:Type}}. */
    PLACEHOLDER,
    /** Any other single character. */
    SYMBOL
  }
}
