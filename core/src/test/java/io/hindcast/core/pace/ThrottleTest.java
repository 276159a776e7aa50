package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.pace.Reading.Gauge;
import io.hindcast.core.pace.ThrottleState.Phase;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.ThrottleLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ThrottleLimits LIMITS =
      new ThrottleLimits(null, null, 10, null, null, null, null, Percentage.of(10), null, null);
  private static final ThrottleRules RULES =
      new ThrottleRules(LIMITS, Duration.ofSeconds(5), Duration.ofSeconds(3));
  private static final ThrottleRules FREE =
      new ThrottleRules(ThrottleLimits.NONE, Duration.ofSeconds(5), Duration.ofSeconds(3));

  private static Reading queries(double running) {
    return new Reading(Gauge.RUNNING_QUERIES, running, 10, "running queries " + running);
  }

  private static Reading disk(double free) {
    return new Reading(Gauge.DISK_FREE, free, 0.1, "disk free " + free);
  }

  /** Steps once a second with the same readings. */
  private static ThrottleState after(ThrottleState state, int from, int to, Reading... readings) {
    ThrottleState now = state;
    for (int second = from; second < to; second++) {
      now = Throttle.step(now, List.of(readings), RULES, 8, START.plusSeconds(second));
    }
    return now;
  }

  @Test
  void withoutLimitsEverythingIsPermitted() {
    ThrottleState state = ThrottleState.initial(FREE, START);

    assertThat(Throttle.step(state, List.of(), FREE, 8, START.plusSeconds(1))).isEqualTo(state);
    assertThat(state.allowed()).isGreaterThan(1_000_000);
  }

  @Test
  void startsWithOneSlotAndAddsOneEachCalmInterval() {
    ThrottleState state = ThrottleState.initial(RULES, START);

    assertThat(after(state, 0, 5, queries(2)).allowed()).isEqualTo(1);
    assertThat(after(state, 0, 6, queries(2)).allowed()).isEqualTo(2);
    assertThat(after(state, 0, 11, queries(2)).allowed()).isEqualTo(3);
    ThrottleState full = after(state, 0, 100, queries(2));
    assertThat(full.allowed()).isEqualTo(8);
    assertThat(full.phase()).isEqualTo(Phase.OPEN);
    assertThat(full.reason()).isEmpty();
  }

  @Test
  void halvesAtMostOncePerCutIntervalAndNamesTheGauge() {
    ThrottleState full = after(ThrottleState.initial(RULES, START), 0, 100, queries(2));

    ThrottleState cut = after(full, 100, 101, queries(11));
    assertThat(cut.allowed()).isEqualTo(4);
    assertThat(cut.phase()).isEqualTo(Phase.THROTTLED);
    assertThat(cut.reason()).isEqualTo("running queries 11.0");
    assertThat(cut.since()).isEqualTo(START.plusSeconds(100));
    assertThat(after(cut, 101, 103, queries(11)).allowed()).isEqualTo(4);
    assertThat(after(cut, 101, 104, queries(11)).allowed()).isEqualTo(2);
    assertThat(after(cut, 101, 130, queries(11)).allowed()).isEqualTo(1);
  }

  @Test
  void belowOneSlotItHalvesTheTimeAndDoublesItAgain() {
    ThrottleState one = ThrottleState.initial(RULES, START);
    assertThat(one.gentle()).isTrue();

    ThrottleState half = after(one, 0, 1, queries(11));
    assertThat(half.allowed()).isEqualTo(1);
    assertThat(half.share()).isEqualTo(0.5);
    ThrottleState floor = after(half, 1, 60, queries(11));
    assertThat(floor.allowed()).isEqualTo(1);
    assertThat(floor.share()).isEqualTo(0.125);
    assertThat(floor.gentle()).isTrue();

    ThrottleState twice = after(floor, 60, 65, queries(2));
    assertThat(twice.share()).isEqualTo(0.25);
    assertThat(twice.reason()).isEqualTo("calm: twice as much every 5 s");
    assertThat(after(twice, 65, 75, queries(2)).level()).isEqualTo(1);
    assertThat(after(twice, 65, 80, queries(2)).gentle()).isFalse();
  }

  @Test
  void whatLeavesOneSlotAndAHalfIsGentleToo() {
    ThrottleState three = after(ThrottleState.initial(RULES, START), 0, 11, queries(2));
    assertThat(three.gentle()).isFalse();

    ThrottleState half = after(three, 11, 12, queries(11));
    assertThat(half.level()).isEqualTo(1.5);
    assertThat(half.gentle()).isTrue();
  }

  @Test
  void aClosedWindowIsNoSignOfLoad() {
    ThrottleState full = after(ThrottleState.initial(RULES, START), 0, 100, queries(2));

    ThrottleState closed =
        Throttle.step(full, List.of(queries(2)), RULES, 0, START.plusSeconds(100));

    assertThat(closed.share()).isEqualTo(1);
  }

  @Test
  void nearTheLimitNothingChanges() {
    ThrottleState half = after(ThrottleState.initial(RULES, START), 0, 16, queries(2));
    ThrottleState near = after(half, 16, 100, queries(9.5));

    assertThat(near.allowed()).isEqualTo(half.allowed());
    assertThat(near.reason()).contains("near the limit", "running queries 9.5");
  }

  @Test
  void aHardLimitHoldsEverythingAndGoesOnFromHalf() {
    ThrottleState full = after(ThrottleState.initial(RULES, START), 0, 100, queries(2));

    ThrottleState held = after(full, 100, 101, queries(2), disk(0.05));
    assertThat(held.allowed()).isZero();
    assertThat(held.phase()).isEqualTo(Phase.HELD);
    assertThat(after(held, 101, 102, queries(2), disk(0.5)).allowed()).isEqualTo(4);
  }

  @Test
  void whereNobodyAnswersItHoldsAndGoesOnWhereItWas() {
    ThrottleState full = after(ThrottleState.initial(RULES, START), 0, 100, queries(2));

    ThrottleState held = after(full, 100, 110, Reading.missing("nobody answers"));
    assertThat(held.allowed()).isZero();
    assertThat(held.reason()).isEqualTo("nobody answers");
    assertThat(after(held, 110, 111, queries(2)).allowed()).isEqualTo(8);
  }

  @Test
  void aNarrowerWindowLowersTheLevelAtOnce() {
    ThrottleState full = after(ThrottleState.initial(RULES, START), 0, 100, queries(2));

    ThrottleState narrow =
        Throttle.step(full, List.of(queries(2)), RULES, 2, START.plusSeconds(100));
    assertThat(narrow.allowed()).isEqualTo(2);
    assertThat(after(narrow, 101, 102, queries(2)).allowed()).isLessThanOrEqualTo(3);
  }

  @Property(tries = 300)
  void staysBetweenItsBoundsWhateverIsMeasured(
      @ForAll @Size(max = 200) List<@IntRange(max = 20) Integer> loads,
      @ForAll @IntRange(min = 1, max = 32) int ceiling) {
    ThrottleState state = ThrottleState.initial(RULES, START);
    Instant now = START;
    for (int load : loads) {
      ThrottleState before = state;
      now = now.plusSeconds(1);
      state = Throttle.step(state, List.of(queries(load)), RULES, ceiling, now);
      assertThat(state.allowed()).isBetween(1, ceiling);
      assertThat(state.level()).isBetween(0.125, (double) ceiling);
      assertThat(state.level()).isLessThanOrEqualTo(before.level() + 1);
      assertThat(state.reason().isEmpty()).isEqualTo(state.phase() == Phase.OPEN);
      if (load > 10) {
        assertThat(state.level()).isLessThanOrEqualTo(before.level());
      }
    }
  }
}
