package io.hindcast.specyaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.BudgetLimits.Amounts;
import io.hindcast.core.spec.PaceWindow;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.QueryLimits;
import io.hindcast.core.spec.SpecLimits;
import io.hindcast.core.spec.SpecProblem;
import io.hindcast.core.spec.ThrottleLimits;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacingReadingTest {
  private static final SpecLimits STRICT =
      new SpecLimits() {
        @Override
        public Optional<String> poolProblem(String pool) {
          return pool.equals("default") ? Optional.empty() : Optional.of("No pool " + pool);
        }

        @Override
        public Optional<String> endpointProblem(String endpoint) {
          return Optional.of("Not permitted: " + endpoint);
        }

        @Override
        public Optional<String> moneyProblem() {
          return Optional.of("No prices");
        }
      };

  @Test
  void readsEveryKeyAsWritten() {
    BackfillSpec spec = Samples.parsed(Samples.text("options.yaml"));
    Pacing pacing = spec.pacing();

    assertThat(pacing.pool()).isEqualTo("team-a");
    assertThat(pacing.priority()).isEqualTo(7);
    assertThat(pacing.share()).isEqualTo(Percentage.of(70));
    assertThat(pacing.windows())
        .containsExactly(
            new PaceWindow(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 0),
                LocalTime.of(18, 0),
                ZoneId.of("Europe/Paris"),
                Percentage.of(30)),
            new PaceWindow(
                EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                LocalTime.of(22, 0),
                LocalTime.of(6, 0),
                ZoneId.of("UTC"),
                Percentage.ZERO));
    assertThat(pacing.throttle())
        .isEqualTo(
            new ThrottleLimits(
                new ThrottleLimits.Latency(99, Duration.ofMillis(250), new BigDecimal("1.5")),
                Percentage.of(1),
                50,
                150,
                0,
                8,
                Percentage.of(80),
                Percentage.of(10),
                "SELECT count() FROM ops.freeze",
                "http://127.0.0.1:8080/go"));
    assertThat(pacing.budget())
        .isEqualTo(
            new BudgetLimits(
                new Amounts(1L, 2L << 40, 3L, new BigDecimal("4.5")),
                new Amounts(5L, 6_000_000_000L, 7L, new BigDecimal("8"))));
    assertThat(pacing.query()).isEqualTo(new QueryLimits(2, 4L << 30, 10, "backfills"));
  }

  @Test
  void aSpecThatSaysNothingHasTheDefaults() {
    assertThat(Samples.parsed(Samples.text("shortest.yaml")).pacing()).isEqualTo(Pacing.DEFAULT);
  }

  @Test
  void theSpecsOwnSettingsWinOverPacing() {
    assertThat(Samples.parsed(Samples.text("options.yaml")).taskSettings())
        .containsEntry("max_threads", "4")
        .containsEntry("max_memory_usage", Long.toString(4L << 30))
        .containsEntry("priority", "10")
        .containsEntry("workload", "backfills")
        .containsEntry("use_x", "true");
  }

  @Test
  void prioritiesHaveNames() {
    for (Pacing.Priority each : Pacing.Priority.values()) {
      String yaml =
          Samples.validBut(
              "waves:",
              "pacing: {priority: %s}\n  waves:"
                  .formatted(each.name().toLowerCase(java.util.Locale.ROOT)));
      assertThat(Samples.parsed(yaml).pacing().priority()).isEqualTo(each.weight());
    }
  }

  @Test
  void reportsEveryMistakeAtItsPlace() {
    String yaml =
        Samples.validBut(
            "waves:",
            """
            pacing:
                pool: Team A
                priority: urgent
                windows:
                  - {days: mon-foo, from: "25:00", to: "06:00", zone: Mars, share: 130%}
                throttle:
                  queryLatency: {}
                  query: DROP TABLE x
                  endpoint: ftp://example
                budget: {bytes: lots, money: -1}
                query: {maxMemoryUsage: 1KiB}
              waves:\
            """);

    assertThat(Samples.problems(yaml))
        .extracting(SpecProblem::path)
        .containsExactly(
            "spec.pacing.pool",
            "spec.pacing.priority",
            "spec.pacing.windows[0].days",
            "spec.pacing.windows[0].from",
            "spec.pacing.windows[0].zone",
            "spec.pacing.windows[0].share",
            "spec.pacing.throttle.queryLatency",
            "spec.pacing.throttle.query",
            "spec.pacing.throttle.endpoint",
            "spec.pacing.budget.bytes",
            "spec.pacing.budget.money",
            "spec.pacing.query.maxMemoryUsage");
  }

  @Test
  void refusesWhatTheOperatorDoesNotPermit() {
    var outcome = new YamlSpecReader().within(STRICT).read(Samples.text("options.yaml"));

    assertThat(Samples.problems(outcome))
        .extracting(SpecProblem::path, SpecProblem::message)
        .containsExactly(
            tuple("spec.pacing.pool", "No pool team-a"),
            tuple("spec.pacing.throttle.endpoint", "Not permitted: http://127.0.0.1:8080/go"),
            tuple("spec.pacing.budget", "No prices"));
    assertThat(Samples.problems(new YamlSpecReader().within(STRICT).read(Samples.valid())))
        .isEmpty();
  }
}
