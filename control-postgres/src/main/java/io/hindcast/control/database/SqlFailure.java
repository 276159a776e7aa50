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

  static HindcastException of(String what, SQLException e) {
    ErrorCode code = isUnavailable(e) ? ErrorCode.STORE_UNAVAILABLE : ErrorCode.INTERNAL;
    return new HindcastException(
        code, "%s failed: %s (SQLSTATE %s)".formatted(what, e.getMessage(), e.getSQLState()), e);
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
