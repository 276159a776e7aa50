package io.hindcast.core.pace;

import io.hindcast.core.pace.Pace.Spending;
import io.hindcast.core.pace.PaceChange.Kind;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.ThrottleLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of a backfill's pace with what was found out since. */
public final class Pacer {
  private Pacer() {}

  /**
   * What was found out.
   *
   * @param seen the load
   * @param account of its budget; empty when nobody could read what it has used
   * @param spent over its whole life
   */
  public record Findings(Observation seen, Optional<Budget.Account> account, Bill spent) {}

  /** What was used and what that costs. */
  public record Bill(Usage usage, java.math.BigDecimal money) {}

  /**
   * A step.
   *
   * @param changes what people should hear of; none when only figures moved
   */
  public record Step(Pace next, List<PaceChange> changes) {}

  static Pace begin(Pace pace, Pacing pacing, PoolRules pool, Instant now) {
    Windows.Share share = Windows.at(pacing, now);
    ThrottleLimits limits = pacing.throttle();
    boolean unseen =
        limits.query() != null || limits.endpoint() != null || limits.diskFree() != null;
    return unseen
        ? pace.with(0, "throttle: nobody has looked yet", share.label())
        : limited(pace, share, pool, ceiling(pace, share, pool));
  }

  /** The pace with the findings. */
  public static Step step(
      Pace pace, Pacing pacing, PoolRules pool, Findings findings, Instant now) {
    Windows.Share share = Windows.at(pacing, now);
    ThrottleRules rules = pool.rules(pacing);
    ThrottleState throttle =
        Throttle.step(
            pace.throttle(),
            Gauges.read(rules.limits(), findings.seen()),
            rules,
            Math.min(pace.parallelism(), share.of(pool.slots())),
            now);
    Pace moved = pace.with(throttle).with(spending(pace, pacing, findings));
    Pace next = limited(moved, share, pool, ceiling(moved, share, pool));
    return new Step(next, changes(pace, next, now));
  }

  private static Spending spending(Pace pace, Pacing pacing, Findings findings) {
    Spending before = pace.spending();
    if (pacing.budget().none()) {
      return before;
    }
    return findings
        .account()
        .map(account ->
            new Spending(
                before.grants(),
                account.standing(),
                findings.spent().usage(),
                findings.spent().money(),
                account.text(),
                account.lines().stream().map(Budget.Line::toString).toList()))
        .orElseGet(() ->
            new Spending(
                before.grants(),
                Budget.Standing.WAITING,
                before.total(),
                before.money(),
                "what the backfill has used cannot be read at the warehouse",
                before.lines()));
  }

  private static int ceiling(Pace pace, Windows.Share share, PoolRules pool) {
    if (pace.spending().standing().compareTo(Budget.Standing.WAITING) >= 0) {
      return 0;
    }
    return Math.min(
        Math.min(pace.parallelism(), pace.throttle().allowed()), share.of(pool.slots()));
  }

  private static Pace limited(Pace pace, Windows.Share share, PoolRules pool, int ceiling) {
    return pace.with(ceiling, ceiling > 0 ? "" : hold(pace, share, pool), share.label());
  }

  private static String hold(Pace pace, Windows.Share share, PoolRules pool) {
    if (pool.slots() == 0) {
      return "the pool %s is not configured any more".formatted(pool.name());
    }
    if (pace.spending().standing().compareTo(Budget.Standing.WAITING) >= 0) {
      return "budget: " + pace.spending().text();
    }
    return pace.throttle().allowed() == 0
        ? "throttle: " + pace.throttle().reason()
        : "window: %s of the pool's slots".formatted(share.label());
  }

  private static List<PaceChange> changes(Pace before, Pace after, Instant now) {
    List<PaceChange> changes = new ArrayList<>();
    if (!before.window().equals(after.window())) {
      changes.add(change(before, after, Kind.WINDOW, "now %s".formatted(after.window()), now));
    }
    if (before.throttle().phase() != after.throttle().phase()
        || before.throttle().allowed() != after.throttle().allowed()
        || before.throttle().share() != after.throttle().share()) {
      changes.add(change(before, after, Kind.THROTTLE, throttle(after.throttle()), now));
    }
    if (before.spending().standing() != after.spending().standing()) {
      changes.add(change(before, after, Kind.BUDGET, budget(after.spending()), now));
    }
    if (changes.isEmpty() && before.ceiling() != after.ceiling()) {
      String reason = after.hold().isEmpty() ? "the pool's slots have changed" : after.hold();
      changes.add(change(before, after, Kind.POOL, reason, now));
    }
    return changes;
  }

  private static PaceChange change(Pace before, Pace after, Kind kind, String reason, Instant now) {
    return new PaceChange(now, kind, before.ceiling(), after.ceiling(), reason);
  }

  private static String throttle(ThrottleState state) {
    if (state.phase() == ThrottleState.Phase.OPEN) {
      return "calm: no limit any more";
    }
    return state.share() < 1
        ? "%.0f %% of the time: %s".formatted(100 * state.share(), state.reason())
        : state.reason();
  }

  private static String budget(Spending spending) {
    return switch (spending.standing()) {
      case WITHIN -> "below 80 % again";
      case WARNED -> "80 % used: " + spending.text();
      case WAITING -> "waits: " + spending.text();
      case SPENT -> "used up: " + spending.text();
    };
  }
}
