package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.warehouse.AttemptOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks for a value that kept an attempt from being stored, and says which it is. */
final class BadValue {
  /** Characters of a value that are shown. */
  private static final int SHOWN_MAX = 200;

  /** A statement that cannot find the value so soon is not worth it: the column is known anyway. */
  private static final String SECONDS_MAX = "120";

  private final JdbcSession session;

  BadValue(JdbcSession session) {
    this.session = session;
  }

  /**
   * The attempt's failure with column, value and row, where one of its guards has raised it.
   *
   * @param failure what the engine said
   */
  HindcastException explain(
      AttemptOrder order, List<ColumnGuard> guards, HindcastException failure) {
    if (!String.valueOf(failure.getMessage()).contains(ColumnGuard.MARK)) {
      return failure;
    }
    try {
      return session
          .query(
              "Looking for a value that does not fit",
              query(order, guards),
              row ->
                  complaint(order, guards.get(row.getInt(1)), row.getString(2), row.getString(3)))
          .stream()
          .findFirst()
          .orElse(unseen(order, guards, failure));
    } catch (HindcastException e) {
      HindcastException unseen = unseen(order, guards, failure);
      unseen.addSuppressed(e);
      return unseen;
    }
  }

  private static HindcastException complaint(
      AttemptOrder order, ColumnGuard guard, String value, String key) {
    String row = key.isEmpty() ? "" : " (row " + key + ")";
    return new HindcastException(
        ErrorCode.TRANSFORM_FAILED,
        ("The transform into %s failed: column %s: %s%s cannot be stored exactly as %s. Correct"
                + " the row, or convert or leave out such values in the statement")
            .formatted(order.staging(), guard.column(), value, row, guard.stores()));
  }

  /** Somebody may have corrected it meanwhile. */
  private static HindcastException unseen(
      AttemptOrder order, List<ColumnGuard> guards, HindcastException failure) {
    String columns =
        guards.stream()
            .filter(guard -> guard.proof().isPresent())
            .map(guard -> "%s as %s".formatted(guard.column(), guard.stores()))
            .collect(Collectors.joining(", "));
    return new HindcastException(
        ErrorCode.TRANSFORM_FAILED,
        ("The transform into %s failed: a value of one of these columns cannot be stored exactly,"
                + " and could not be found again: %s")
            .formatted(order.staging(), columns),
        failure);
  }

  private static Command query(AttemptOrder order, List<ColumnGuard> guards) {
    List<String> which = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (int i = 0; i < guards.size(); i++) {
      Optional<String> proof = guards.get(i).proof();
      if (proof.isPresent()) {
        bad.add("NOT " + proof.get());
        which.add("NOT %s, %d".formatted(proof.get(), i));
        values.add("NOT %s, %s".formatted(proof.get(), shown(guards.get(i).column())));
      }
    }
    String before =
        "SELECT toInt32(multiIf(%s, 0)), multiIf(%s, ''), %s FROM ("
            .formatted(String.join(", ", which), String.join(", ", values), key(order));
    String condition = "(" + String.join(" OR ", bad) + ")";
    String where = order.filter().takesAll() ? " WHERE " : " AND ";
    return TransformInsert.rows(order, before, where + condition + " LIMIT 1")
        .withAll(InsertSettings.of(order.settings()))
        .with("max_execution_time", SECONDS_MAX);
  }

  private static String key(AttemptOrder order) {
    List<String> parts =
        order.rules().key().stream()
            .filter(order.columns()::contains)
            .map(column -> "concat(%s, ' = ', %s)".formatted(literal(column), shown(column)))
            .toList();
    return parts.isEmpty() ? "''" : "concat(%s, '')".formatted(String.join(", ', ', ", parts));
  }

  /** The value as text, NULL included, at most so long. */
  private static String shown(String column) {
    String text = "toString(%s)".formatted(SqlName.of(column));
    return "ifNull(if(lengthUTF8(%1$s) > %2$d, concat('\\'', substringUTF8(%1$s, 1, %2$d), ' …\\''), concat('\\'', %1$s, '\\'')), 'NULL')"
        .formatted(text, SHOWN_MAX);
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
