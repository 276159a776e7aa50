package io.hindcast.core.sql;

/** A literal, quoted identifier or comment that does not end. */
public final class SqlSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  SqlSyntaxException(String message, int position) {
    super(message);
    this.position = position;
  }

  /** Index in the SQL where the unfinished piece begins. */
  public int position() {
    return position;
  }
}
