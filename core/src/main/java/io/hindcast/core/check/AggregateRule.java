package io.hindcast.core.check;

import io.hindcast.core.check.Evidence.BothSides;
import io.hindcast.core.spec.Check;

/** {@code aggregate}: close to what the live table gives over the same partitions. */
public final class AggregateRule {
  private AggregateRule() {}

  /**
   * Whether the recomputed value differs from the live one by at most the tolerance, relative to
   * the live one. NULL agrees with NULL only, NaN with NaN only, and a live 0 with 0 only.
   */
  public static boolean agrees(BothSides sides, Check.Aggregate check) {
    Double recomputed = sides.recomputed();
    Double live = sides.live();
    if (recomputed == null || live == null || recomputed.equals(live)) {
      return recomputed == null ? live == null : recomputed.equals(live);
    }
    // Not a number on either side fails both comparisons.
    return Math.abs(recomputed - live) <= check.tolerance().fraction() * Math.abs(live);
  }

  static CheckResult skip(Check.Aggregate check) {
    return CheckResult.skipped(
        check.label(),
        "live within " + check.tolerance(),
        "The live table has no rows in these partitions to compare with.");
  }

  static CheckResult apply(Evidence.Compared compared) {
    Check.Aggregate check = compared.check();
    BothSides total = compared.total();
    String expected =
        "%s (live) within %s".formatted(Numbers.print(total.live()), check.tolerance());
    String actual = Numbers.print(total.recomputed());
    if (agrees(total, check)) {
      return CheckResult.passed(check.label(), expected, actual);
    }
    return CheckResult.failed(
        check.label(),
        expected,
        actual,
        "The recomputed rows differ from the live ones by more than the tolerance.",
        Offenders.where(compared.byPartition(), sides -> !agrees(sides, check)));
  }
}
