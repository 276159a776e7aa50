package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.type.Conversion;
import java.util.ArrayList;
import java.util.List;

/** Checks that pass whatever the statement yields, so that nobody relies on them. */
final class IdleChecks {
  private IdleChecks() {}

  static List<Finding> of(BackfillSpec spec, TargetTable target) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : spec.checks()) {
      List<String> idle =
          target.columns().stream()
              .filter(column -> aboutNulls(check).contains(column.name()))
              .filter(column -> !Conversion.holdsNullOrNan(column.type()))
              .map(column -> "%s %s".formatted(column.name(), column.type()))
              .toList();
      if (!idle.isEmpty()) {
        findings.add(
            Finding.warning(
                ErrorCode.CHECK_IDLE,
                ("The check %s can never fail for %s: the column holds no NULL, and a NULL that the"
                        + " statement yields for it fails the task before any check. Check what you"
                        + " would see instead of the missing value, such as by range or aggregate")
                    .formatted(check.label(), String.join(", ", idle))));
      }
    }
    return findings;
  }

  private static List<String> aboutNulls(Check check) {
    return switch (check) {
      case Check.NotNull notNull -> notNull.columns();
      case Check.NullRate rate -> List.of(rate.column());
      case Check.RowCount ignored -> List.of();
      case Check.Unique ignored -> List.of();
      case Check.Aggregate ignored -> List.of();
      case Check.RangeCheck ignored -> List.of();
    };
  }
}
