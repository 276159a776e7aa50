package io.hindcast.core.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which values of a column of the target's partition key are recomputed. */
public sealed interface AffectedKeys {
  /** How many values there may be. */
  int VALUES_MAX = 100_000;

  /** How long a value may be, in characters. */
  int VALUE_LENGTH_MAX = 1_000;

  /** The column; null where the partition key leaves no choice. */
  @Nullable String column();

  /**
   * These.
   *
   * @param values as texts, at least one, none twice
   */
  record Values(@Nullable String column, List<String> values) implements AffectedKeys {
    /** Validates the values. */
    public Values {
      requireColumn(column);
      Rules.require(
          values.size() <= VALUES_MAX, "Expected at most %,d values".formatted(VALUES_MAX));
      for (String value : values) {
        Rules.require(
            value.length() <= VALUE_LENGTH_MAX,
            "Expected values of at most %,d characters".formatted(VALUE_LENGTH_MAX));
      }
      values = Rules.requireDistinct(values, "values");
    }
  }

  /**
   * Those that a query yields when the backfill is planned.
   *
   * @param sql one SELECT of one column; {@code {from:…}} and {@code {to:…}} get the spec's range
   */
  record Query(@Nullable String column, String sql) implements AffectedKeys {
    /** Validates the query. */
    public Query {
      requireColumn(column);
      sql = QueryRules.requireUnbound(sql);
    }
  }

  private static void requireColumn(@Nullable String column) {
    if (column != null) {
      Rules.requireText(column, Target.COLUMN_LENGTH_MAX, "column name");
    }
  }
}
