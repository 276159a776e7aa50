package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.type.Conversion;
import java.util.Optional;

/**
 * What an attempt inserts into one column.
 *
 * @param column its name
 * @param stores its type in the target
 * @param proof the condition under which a value is stored exactly; empty where that is always so
 */
record ColumnGuard(String column, String stores, Optional<String> proof) {
  /** In the message of every error that a guard raises. */
  static final String MARK = "hindcast: a value does not fit";

  /** How values of one type get into a column of another. */
  static ColumnGuard of(String column, String yields, String stores) {
    return new ColumnGuard(
        column, stores, ValueProof.of(Conversion.of(yields, stores), SqlName.of(column)));
  }

  /** A column that nothing is known of. */
  static ColumnGuard none(String column) {
    return new ColumnGuard(column, "", Optional.empty());
  }

  /**
   * The expression that is inserted: the column itself, behind a condition that is looked at first.
   * The engine converts it afterwards.
   */
  String expression() {
    String name = SqlName.of(column);
    return proof
        .map(condition ->
            "if(throwIf(NOT %s, '%s') = 0, %s, defaultValueOfArgumentType(%s))"
                .formatted(condition, MARK, name, name))
        .orElse(name);
  }
}
