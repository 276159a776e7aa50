package io.hindcast.core.spec;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a wave's recomputed rows must satisfy before they may go live. */
public sealed interface Check {
  /** What messages and verdicts call the check, such as {@code unique(day, origin)}. */
  String label();

  /**
   * The recomputed rows of a range are as many as a query says.
   *
   * @param equalsSql one SELECT of one number with {@code {from:…}} and {@code {to:…}} parameters,
   *     which get the checked range
   * @param per the ranges that it is asked for
   * @param allowance the largest legal difference from the query's number
   */
  record RowCount(String equalsSql, Per per, Allowance allowance) implements Check {
    /** Exactly as many, in each partition. */
    public RowCount(String equalsSql) {
      this(equalsSql, Per.PARTITION, Allowance.NONE);
    }

    /** Validates the query. */
    public RowCount {
      equalsSql = QueryRules.require(equalsSql);
    }

    @Override
    public String label() {
      return "rowCount";
    }
  }

  /**
   * No two recomputed rows agree in all of these columns.
   *
   * @param columns at least one, none twice
   */
  record Unique(List<String> columns) implements Check {
    /** Validates the columns. */
    public Unique {
      columns = Rules.requireColumns(columns);
    }

    @Override
    public String label() {
      return "unique(%s)".formatted(String.join(", ", columns));
    }
  }

  /**
   * None of these columns has a NULL (or, in a floating-point column, a NaN).
   *
   * @param columns at least one, none twice
   */
  record NotNull(List<String> columns) implements Check {
    /** Validates the columns. */
    public NotNull {
      columns = Rules.requireColumns(columns);
    }

    @Override
    public String label() {
      return "notNull(%s)".formatted(String.join(", ", columns));
    }
  }

  /**
   * At most this share of a column is NULL (or, in a floating-point column, NaN).
   *
   * @param column the column
   * @param max the largest legal share
   */
  record NullRate(String column, Percentage max) implements Check {
    /** Validates the column. */
    public NullRate {
      Rules.requireText(column, Target.COLUMN_LENGTH_MAX, "column name");
    }

    @Override
    public String label() {
      return "nullRate(%s)".formatted(column);
    }
  }

  /**
   * An aggregate over the recomputed rows is close to the same aggregate over something else.
   *
   * @param expression an aggregate expression over the target's columns
   * @param against what to compare with
   * @param per whether each partition must agree, or all of the wave together
   * @param allowance the largest legal difference from the other side
   */
  record Aggregate(String expression, Against against, Per per, Allowance allowance)
      implements Check {
    /** In each partition, within a share of the other side. */
    public Aggregate(String expression, Against against, Percentage tolerance) {
      this(expression, against, Per.PARTITION, new Allowance(tolerance, BigDecimal.ZERO));
    }

    /** Validates the expression. */
    public Aggregate {
      expression = ExpressionRules.require(expression);
    }

    @Override
    public String label() {
      return "aggregate(%s)".formatted(expression);
    }
  }

  /**
   * All values of a column that are not NULL lie between two bounds, both inclusive.
   *
   * @param column a numeric column
   * @param min the smallest legal value, absent when there is none; one of the two is present
   * @param max the largest legal value, absent when there is none
   */
  record RangeCheck(String column, @Nullable BigDecimal min, @Nullable BigDecimal max)
      implements Check {
    /** Validates the bounds. */
    public RangeCheck {
      Rules.requireText(column, Target.COLUMN_LENGTH_MAX, "column name");
      Rules.require(min != null || max != null, "Expected min, max or both");
      Rules.require(isBound(min) && isBound(max), "Expected bounds of at most 38 digits");
      Rules.require(
          min == null || max == null || min.compareTo(max) <= 0,
          "Expected min <= max, found min %s and max %s".formatted(min, max));
    }

    /** Whether the number is short enough to be written out; so is a bound that is absent. */
    public static boolean isBound(@Nullable BigDecimal bound) {
      return bound == null
          || (bound.precision() <= 38 && bound.scale() <= 38 && bound.scale() >= -38);
    }

    @Override
    public String label() {
      return "range(%s)".formatted(column);
    }
  }

  /** What is compared at once. */
  enum Per {
    /** Each partition by itself, and all of the wave together. */
    PARTITION,
    /** All of the wave together: rows that moved from one partition to another pass. */
    WAVE
  }

  /** The other side of an aggregate's comparison. */
  enum Against {
    /** The target's current rows of the same partitions. */
    LIVE
  }
}
