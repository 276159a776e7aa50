package io.hindcast.core.check;

import io.hindcast.core.check.Evidence.BothSides;
import io.hindcast.core.spec.Allowance;
import io.hindcast.core.spec.Check;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code aggregate}: close to what the live table gives over the same partitions. */
public final class AggregateRule {
  private static final int NAMED_MAX = 5;

  private AggregateRule() {}

  /**
   * Whether the recomputed value differs from the live one by at most what is allowed. NULL agrees
   * with NULL only, NaN and infinities with themselves only; beside a live 0 a tolerance allows
   * nothing, and a margin does.
   */
  public static boolean agrees(BothSides sides, Allowance allowance) {
    Figure recomputed = sides.recomputed();
    Figure live = sides.live();
    if (recomputed == null || live == null) {
      return recomputed == null && live == null;
    }
    return recomputed.equals(live)
        || (recomputed.exact() != null
            && live.exact() != null
            && allowance.covers(live.exact(), recomputed.exact()));
  }

  static CheckResult skip(Check.Aggregate check) {
    return CheckResult.skipped(
        check.label(),
        "live" + check.allowance().words(),
        "The live table has no rows in these partitions to compare with.");
  }

  static CheckResult apply(Evidence.Compared compared) {
    Check.Aggregate check = compared.check();
    BothSides total = compared.total();
    boolean totalAgrees = agrees(total, check.allowance());
    List<String> offenders =
        Offenders.where(compared.byPartition(), sides -> !agrees(sides, check.allowance()));
    boolean each = check.per() == Check.Per.PARTITION;
    if (totalAgrees && (offenders.isEmpty() || !each)) {
      return CheckResult.passed(check.label(), expected(total, check), print(total.recomputed()));
    }
    // The total is what to show only if it is what differs.
    BothSides shown = totalAgrees ? compared.byPartition().get(offenders.getFirst()) : total;
    return CheckResult.failed(
        check.label(),
        expected(shown == null ? total : shown, check),
        print((shown == null ? total : shown).recomputed()),
        message(compared, offenders),
        offenders);
  }

  private static String message(Evidence.Compared compared, List<String> offenders) {
    if (offenders.isEmpty()) {
      return "The recomputed rows differ from the live ones by more than is allowed, in total only.";
    }
    String named =
        offenders.stream()
            .limit(NAMED_MAX)
            .map(id -> named(id, compared.byPartition().get(id)))
            .collect(Collectors.joining(", "));
    return "The recomputed rows differ from the live ones by more than is allowed in %d of %d partitions: %s%s."
        .formatted(
            offenders.size(),
            compared.byPartition().size(),
            named,
            offenders.size() > NAMED_MAX ? " and more" : "");
  }

  private static String named(String id, @Nullable BothSides sides) {
    return sides == null
        ? id
        : "%s (live %s, recomputed %s)"
            .formatted(id, print(sides.live()), print(sides.recomputed()));
  }

  private static String expected(BothSides sides, Check.Aggregate check) {
    return "%s (live)%s".formatted(print(sides.live()), check.allowance().words());
  }

  private static String print(@Nullable Figure figure) {
    return figure == null ? "NULL" : figure.toString();
  }
}
