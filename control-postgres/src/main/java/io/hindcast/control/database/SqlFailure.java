package io.hindcast.control.database;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a failure of the database means, by SQLSTATE. */
final class SqlFailure {
  private static final Set<String> RETRYABLE = Set.of("40001", "40P01");
  private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57");
  private static final String READ_ONLY = "25006";

  private SqlFailure() {}

  /**
   * The message is shown to people: statement and SQLSTATE are for the log, which has the cause.
   *
   * @param what was done
   */
  static HindcastException of(String what, SQLException e) {
    return isUnavailable(e)
        ? new HindcastException(
            ErrorCode.STORE_UNAVAILABLE,
            "PostgreSQL does not answer: %s".formatted(firstLine(e)),
            new SQLException(described(what, e), e.getSQLState(), e))
        : new HindcastException(
            ErrorCode.INTERNAL,
            "PostgreSQL refuses what Hindcast asks; the log has the statement",
            new SQLException(described(what, e), e.getSQLState(), e));
  }

  private static String described(String what, SQLException e) {
    return "%s failed: %s (SQLSTATE %s)".formatted(what, e.getMessage(), e.getSQLState());
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Serialization failure or deadlock: surely rolled back, and likely to succeed when repeated. */
  static boolean isRetryable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && RETRYABLE.contains(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnavailable(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientConnectionException
        || (state != null
            && state.length() == 5
            && (UNAVAILABLE_CLASSES.contains(state.substring(0, 2)) || state.equals(READ_ONLY)));
  }
}
