package io.hindcast.core.spec;

import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import java.util.List;

/** What an expression over the target's columns must look like. */
public final class ExpressionRules {
  private ExpressionRules() {}

  /** Everything that is wrong with the expression; empty when nothing is. */
  public static List<SqlFinding> findings(String sql) {
    try {
      return StatementShape.expression(SqlText.of(sql));
    } catch (SqlSyntaxException e) {
      return List.of(new SqlFinding(e.position(), e.problem()));
    }
  }

  /** The expression without the comments and semicolons around it. */
  static String require(String sql) {
    Rules.requireText(sql, Transform.SQL_LENGTH_MAX, "expression");
    StatementShape.requireNone(findings(sql));
    return SqlText.of(sql).body();
  }
}
