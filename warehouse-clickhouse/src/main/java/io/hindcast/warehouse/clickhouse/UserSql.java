package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.PinnedSettings;
import io.hindcast.core.spec.SqlFinding;
import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.warehouse.RangeBinding;
import java.util.Map;

/** A user's query, made part of a statement of ours. */
final class UserSql {
  private UserSql() {}

  /**
   * A statement around the query, with the range bound to the query's parameters.
   *
   * @param before ours, up to and including the opening parenthesis
   * @param after ours, from the closing parenthesis on
   */
  static Command within(String before, String sql, String after, RangeBinding binding) {
    SqlText text = scan(sql);
    // The line breaks keep a comment at the query's end from swallowing what follows.
    Command command = Command.of(before + "\n" + text.body() + "\n" + after);
    for (Map.Entry<String, String> value :
        RangeParameters.of(text.placeholders(), binding).entrySet()) {
      command = command.bindRaw(value.getKey(), value.getValue());
    }
    return command;
  }

  static SqlText scan(String sql) {
    try {
      SqlText text = SqlText.of(sql);
      for (SqlFinding finding : PinnedSettings.findings(text)) {
        throw new HindcastException(ErrorCode.SPEC_INVALID, finding.message());
      }
      return text;
    } catch (SqlSyntaxException e) {
      throw new HindcastException(
          ErrorCode.TRANSFORM_FAILED,
          "The SQL cannot be read from character %d on: %s".formatted(e.position(), e.problem()));
    }
  }
}
