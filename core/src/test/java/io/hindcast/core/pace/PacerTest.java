package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.pace.Observation.Answer;
import io.hindcast.core.pace.PaceChange.Kind;
import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.PaceWindow;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.QueryLimits;
import io.hindcast.core.spec.ThrottleLimits;
import io.hindcast.core.table.TableName;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final Instant START = Instant.parse("2026-01-01T07:00:00Z");
  private static final TableName TARGET = new TableName("shop", "daily");
  private static final PoolRules POOL =
      new PoolRules(
          "default", 8, ThrottleLimits.NONE, Duration.ofSeconds(5), Duration.ofSeconds(3));
  private static final Pacer.Bill NOTHING = new Pacer.Bill(Usage.NONE, BigDecimal.ZERO);

  private static Pacing pacing(ThrottleLimits throttle, BudgetLimits budget) {
    PaceWindow business =
        new PaceWindow(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(8, 0),
            LocalTime.of(18, 0),
            ZoneOffset.UTC,
            Percentage.of(25));
    return new Pacing(
        "default", 30, Percentage.HUNDRED, List.of(business), throttle, budget, QueryLimits.NONE);
  }

  private static Pace begin(Pacing pacing) {
    return Pace.begin(UUID.randomUUID(), pacing, 6, POOL, START);
  }

  private static Pacer.Findings seen(Observation seen) {
    return new Pacer.Findings(seen, Optional.of(Budget.Account.EMPTY), NOTHING);
  }

  @Test
  void withNothingToWatchItHasItsParallelismAndTheWindowsShare() {
    Pacing pacing = pacing(ThrottleLimits.NONE, BudgetLimits.NONE);
    Pace pace = begin(pacing);
    assertThat(pace.ceiling()).isEqualTo(6);

    Pacer.Step atEight =
        Pacer.step(pace, pacing, POOL, seen(Observation.NONE), START.plusSeconds(3600));

    assertThat(atEight.next().ceiling()).isEqualTo(2);
    assertThat(atEight.changes())
        .containsExactly(
            new PaceChange(START.plusSeconds(3600), Kind.WINDOW, 6, 2, "now 25% (08:00-18:00 Z)"));
    assertThat(
            Pacer.step(
                    atEight.next(), pacing, POOL, seen(Observation.NONE), START.plusSeconds(3601))
                .changes())
        .isEmpty();
  }

  @Test
  void aThrottleQueryHoldsEverythingUntilItSaysZero() {
    ThrottleLimits limits =
        new ThrottleLimits(null, null, null, null, null, null, null, null, "SELECT 1", null);
    Pacing pacing = pacing(limits, BudgetLimits.NONE);
    Pace pace = begin(pacing);
    assertThat(pace.ceiling()).isZero();
    assertThat(pace.hold()).isEqualTo("throttle: nobody has looked yet");

    Pace held = step(pace, pacing, new Answer.Said(3, 0, "says 3"), 1);
    assertThat(held.ceiling()).isZero();
    assertThat(held.hold()).isEqualTo("throttle: throttle query says 3");
    Pace silent = step(held, pacing, new Answer.Silent("no answer within 2 s"), 2);
    assertThat(silent.hold()).isEqualTo("throttle: throttle query: no answer within 2 s");
    assertThat(step(silent, pacing, new Answer.Said(0, 0, "says 0"), 3).ceiling()).isEqualTo(1);
  }

  @Test
  void aShareOfTheTimeIsAChangeThoughItIsOneTaskStill() {
    ThrottleLimits limits =
        new ThrottleLimits(null, null, 10, null, null, null, null, null, null, null);
    Pacing pacing = pacing(limits, BudgetLimits.NONE);
    LoadSample sample =
        new LoadSample(
            Optional.empty(),
            OptionalLong.of(11),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Map.of());
    Observation seen = new Observation(Optional.of(sample), Optional.empty(), TARGET, null, null);

    Pacer.Step step = Pacer.step(begin(pacing), pacing, POOL, seen(seen), START.plusSeconds(1));

    assertThat(step.next().ceiling()).isEqualTo(1);
    assertThat(step.changes())
        .containsExactly(
            new PaceChange(
                START.plusSeconds(1),
                Kind.THROTTLE,
                1,
                1,
                "50 % of the time: running queries 11, limit 10"));
  }

  private static Pace step(Pace pace, Pacing pacing, Answer answer, int second) {
    Observation seen =
        new Observation(Optional.of(LoadSample.EMPTY), Optional.empty(), TARGET, answer, null);
    return Pacer.step(pace, pacing, POOL, seen(seen), START.plusSeconds(second)).next();
  }

  @Test
  void readsEveryGaugeAgainstItsLimit() {
    ThrottleLimits limits =
        new ThrottleLimits(
            new ThrottleLimits.Latency(95, null, new BigDecimal("1.5")),
            Percentage.of(1),
            20,
            100,
            0,
            4,
            Percentage.of(80),
            Percentage.of(10),
            null,
            null);
    LoadSample sample =
        new LoadSample(
            Optional.of(
                new LoadSample.Queries(
                    100, 2, Optional.of(new LoadSample.Latencies(98, 1, 2, 31, 50)))),
            OptionalLong.of(21),
            OptionalLong.of(5),
            OptionalLong.of(0),
            OptionalDouble.of(0.81),
            OptionalDouble.of(0.09),
            Map.of(TARGET, new LoadSample.TableLoad(101, 1)));
    Observation seen =
        new Observation(
            Optional.of(sample),
            Optional.of(new LoadSample.Latencies(50, 1, 2, 20, 30)),
            TARGET,
            null,
            null);

    assertThat(Gauges.read(limits, seen))
        .allMatch(Reading::over)
        .extracting(Reading::text)
        .containsExactly(
            "p95 of other queries is 31 ms, limit 30 ms",
            "error rate 2.0 %, limit 1%",
            "running queries 21, limit 20",
            "parts per partition 101, limit 100",
            "mutations 1, limit 0",
            "merges 5, limit 4",
            "memory 81.0 %, limit 80%",
            "disk free 9.0 %, limit 10%");
    assertThat(
            Gauges.read(
                limits, new Observation(Optional.empty(), Optional.empty(), null, null, null)))
        .extracting(Reading::gauge)
        .containsExactly(Reading.Gauge.ANSWER);
  }

  @Test
  void aSpentBudgetHoldsAndSaysWhy() {
    BudgetLimits budget =
        new BudgetLimits(
            new BudgetLimits.Amounts(1000L, null, null, null), BudgetLimits.Amounts.NONE);
    Pacing pacing = pacing(ThrottleLimits.NONE, budget);
    Pace pace = begin(pacing);
    Usage used = new Usage(1200, 0, 0);
    Budget.Account account = Budget.account(budget, 1, used, used, Prices.NONE);

    Pacer.Step step =
        Pacer.step(
            pace,
            pacing,
            POOL,
            new Pacer.Findings(
                Observation.NONE, Optional.of(account), new Pacer.Bill(used, BigDecimal.ZERO)),
            START.plusSeconds(1));

    assertThat(step.next().ceiling()).isZero();
    assertThat(step.next().hold()).isEqualTo("budget: rows: 1,200 of 1,000");
    assertThat(step.changes())
        .extracting(PaceChange::kind, PaceChange::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.BUDGET, "used up: rows: 1,200 of 1,000"));
  }

  @Test
  void whatCannotBeReadIsNotSpent() {
    BudgetLimits budget =
        new BudgetLimits(
            new BudgetLimits.Amounts(1000L, null, null, null), BudgetLimits.Amounts.NONE);
    Pacing pacing = pacing(ThrottleLimits.NONE, budget);

    Pacer.Step step =
        Pacer.step(
            begin(pacing),
            pacing,
            POOL,
            new Pacer.Findings(Observation.NONE, Optional.empty(), NOTHING),
            START.plusSeconds(1));

    assertThat(step.next().hold()).contains("cannot be read");
    assertThat(step.next().spending().standing()).isEqualTo(Budget.Standing.WAITING);
  }

  @Test
  void aPoolThatIsGoneHolds() {
    Pacing pacing = pacing(ThrottleLimits.NONE, BudgetLimits.NONE);
    PoolRules gone =
        new PoolRules("default", 0, ThrottleLimits.NONE, POOL.raiseEvery(), POOL.cutEvery());

    Pace held =
        Pacer.step(begin(pacing), pacing, gone, seen(Observation.NONE), START.plusSeconds(1))
            .next();

    assertThat(held.ceiling()).isZero();
    assertThat(held.hold()).contains("default is not configured");
  }
}
