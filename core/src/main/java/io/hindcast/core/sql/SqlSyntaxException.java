package io.hindcast.core.sql;

/** A literal, quoted identifier or comment that does not end. */
public final class SqlSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int position;

  SqlSyntaxException(String problem, int position) {
    super(problem);
    this.problem = problem;
    this.position = position;
  }

  /** What does not end, and with what it should. */
  public String problem() {
    return problem;
  }

  /** Index in the SQL where the unfinished piece begins. */
  public int position() {
    return position;
  }
}
