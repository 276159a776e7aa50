package io.hindcast.core.spec;

/** What the SQL of a spec must look like. */
final class SpecSql {
  private SpecSql() {}

  static void requireRangeQuery(String sql) {
    Rules.requireText(sql, Transform.SQL_LENGTH_MAX, "statement");
  }

  static void requireExpression(String sql) {
    Rules.requireText(sql, Transform.SQL_LENGTH_MAX, "expression");
  }
}
