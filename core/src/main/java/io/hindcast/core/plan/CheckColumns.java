package io.hindcast.core.plan;

import io.hindcast.core.spec.Check;
import java.util.List;

/** The target columns that a check names. */
final class CheckColumns {
  private CheckColumns() {}

  static List<String> of(Check check) {
    return switch (check) {
      case Check.RowCount ignored -> List.of();
      case Check.Unique unique -> unique.columns();
      case Check.NotNull notNull -> notNull.columns();
      case Check.NullRate rate -> List.of(rate.column());
      case Check.Aggregate ignored -> List.of();
      case Check.RangeCheck range -> List.of(range.column());
    };
  }
}
