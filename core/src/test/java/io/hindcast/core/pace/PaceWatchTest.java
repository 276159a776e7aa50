package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.QueryLimits;
import io.hindcast.core.spec.ThrottleLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceWatchTest {
  private static final Instant LOOK = Instant.parse("2024-01-01T00:00:00Z");
  private static final PaceWatch WATCH = new PaceWatch(LOOK, Duration.ofSeconds(30));
  private static final ThrottleLimits MERGES =
      new ThrottleLimits(null, null, null, null, null, 7, null, null, null, null);
  private static final ThrottleLimits DISK =
      new ThrottleLimits(null, null, null, null, null, null, null, Percentage.of(5), null, null);
  private static final ThrottleLimits ENDPOINT =
      new ThrottleLimits(null, null, null, null, null, null, null, null, null, "http://127.0.0.1/");
  private static final BudgetLimits BUDGET =
      new BudgetLimits(new BudgetLimits.Amounts(7L, null, null, null), BudgetLimits.Amounts.NONE);

  @Test
  void whoeverMindsTheLoadStartsNothingAfterALookThatIsTooOld() {
    for (Pacing minding :
        List.of(
            pacing(MERGES, BudgetLimits.NONE),
            pacing(DISK, BudgetLimits.NONE),
            pacing(ENDPOINT, BudgetLimits.NONE),
            pacing(ThrottleLimits.NONE, BUDGET))) {
      assertThat(WATCH.holds(minding, pool(ThrottleLimits.NONE), at(30))).isFalse();
      assertThat(WATCH.holds(minding, pool(ThrottleLimits.NONE), at(31))).isTrue();
    }
  }

  @Test
  void whoeverMindsNothingGoesOnUnlessThePoolMinds() {
    assertThat(WATCH.holds(Pacing.DEFAULT, pool(ThrottleLimits.NONE), at(3600))).isFalse();
    assertThat(WATCH.holds(Pacing.DEFAULT, pool(MERGES), at(3600))).isTrue();
  }

  @Test
  void aLookOfAnotherPlannerCountsUnlessItIsStillToCome() {
    assertThat(WATCH.also(at(100), at(101)).blind(at(101))).isFalse();
    assertThat(WATCH.also(at(-100), at(10)).blind(at(10))).isFalse();
    assertThat(WATCH.also(at(7200), at(101)).blind(at(101))).isTrue();
  }

  @Test
  void aClockThatWasSetBackTellsNothing() {
    assertThat(WATCH.blind(at(-29))).isFalse();
    assertThat(WATCH.blind(at(-31))).isTrue();
  }

  @Test
  void saysSinceWhenAndWhatThatMeans() {
    assertThat(WATCH.problem(at(30))).isEmpty();
    assertThat(WATCH.problem(at(47)).orElseThrow())
        .startsWith("looked 47 s ago, expected within 30 s: nothing with a throttle");
  }

  private static Instant at(long seconds) {
    return LOOK.plusSeconds(seconds);
  }

  private static PoolRules pool(ThrottleLimits limits) {
    return new PoolRules("default", 8, limits, Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  private static Pacing pacing(ThrottleLimits throttle, BudgetLimits budget) {
    return new Pacing(
        Pacing.POOL_DEFAULT, 1, Percentage.of(100), List.of(), throttle, budget, QueryLimits.NONE);
  }
}
