package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.BudgetLimits;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.QueryLimits;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.ThrottleLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and expressions beside the statement, and specs that are refused for their texts. */
class QuestionChecksTest {
  private static final String SOUND = "SELECT 1";
  private static final String COUNT =
      "SELECT count() FROM %s WHERE t >= {from:DateTime} AND t < {to:DateTime}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url('http://127.0.0.1/x', CSV, 'a UInt8')",
        "`remote`('127.0.0.1', a.b)",
        "file('x.csv')",
        "s3('http://x/y')"
      })
  void nothingBesideTheStatementReachesOutside(String call) {
    assertThat(
            errors(
                spec(
                    new AffectedKeys.Query(null, "SELECT a FROM " + call),
                    COUNT.formatted(call),
                    "any(%s)".formatted(call),
                    "SELECT count() FROM " + call)))
        .satisfiesExactly(
            each -> assertThat(each).startsWith("target.keys.query, line 1: "),
            each -> assertThat(each).startsWith("rowCount.equals, line 1: "),
            each -> assertThat(each).startsWith("aggregate.expression, line 1: "),
            each -> assertThat(each).startsWith("pacing.throttle.query, line 1: "))
        .allSatisfy(each -> assertThat(each).contains("reaches outside of the server's tables"));
  }

  @Test
  void whatIsJudgedByAnswersTheSameEachTime() {
    BackfillSpec spec =
        spec(
            new AffectedKeys.Query(null, "SELECT a FROM b WHERE c > now() - 60"),
            COUNT.formatted("b") + " AND rand() > 7",
            "max(t) <= now()",
            "SELECT count() FROM system.query_log WHERE event_time > now() - 60");

    assertThat(errors(spec))
        .satisfiesExactly(
            each -> assertThat(each).contains("target.keys.query", "now(…)"),
            each -> assertThat(each).contains("rowCount.equals", "rand(…)"));
    assertThat(QuestionChecks.upfront(spec))
        .filteredOn(finding -> finding.severity() == Finding.Severity.WARNING)
        .extracting(Finding::message)
        .singleElement()
        .asString()
        .contains("aggregate.expression", "now(…)");
  }

  @Test
  void whatIsSoundIsNotNamed() {
    BackfillSpec spec =
        spec(new AffectedKeys.Query(null, SOUND), COUNT.formatted("b"), "sum(n)", SOUND);

    assertThat(QuestionChecks.upfront(spec)).isEmpty();
    assertThat(BackfillPlanner.refusesTexts(spec)).isFalse();
  }

  @Test
  void aPlanOfTextsThatNobodyWasShownSaysWhy() {
    BackfillSpec spec =
        spec(
            new AffectedKeys.Query(null, "SELECT a FROM url('x')"),
            COUNT.formatted("b"),
            "1",
            SOUND);

    assertThat(BackfillPlanner.refusesTexts(spec)).isTrue();
    assertThat(
            Surveys.refused(
                    BackfillPlanner.plan(
                        new Survey(
                            spec,
                            Optional.of(Surveys.target("(day, n)", List.of())),
                            List.of(new SourceTable(Surveys.RAW, "MergeTree", List.of())),
                            new Survey.Output.Unasked(),
                            Surroundings.NONE,
                            Long.MAX_VALUE,
                            Surveys.NOW)))
                .findings())
        .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
        .extracting(Finding::code)
        .containsExactly(ErrorCode.NONDETERMINISTIC);
  }

  private static List<String> errors(BackfillSpec spec) {
    return QuestionChecks.upfront(spec).stream()
        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
        .map(Finding::message)
        .toList();
  }

  private static BackfillSpec spec(
      AffectedKeys keys, String count, String expression, String throttle) {
    BackfillSpec spec = Surveys.spec(Surveys.twoDays());
    return new BackfillSpec(
        spec.metadata(),
        new Target(Surveys.TARGET, List.of("day"), keys, spec.target().outsideRange()),
        spec.source(),
        spec.transform(),
        spec.range(),
        spec.zone(),
        spec.execution(),
        spec.waves(),
        List.of(
            new Check.RowCount(count),
            new Check.Aggregate(expression, Check.Against.LIVE, Percentage.of(1))),
        new SwapPolicy(
            SwapPolicy.Strategy.EXCHANGE,
            SwapPolicy.Approval.AUTO,
            spec.swap().keepPrevious(),
            spec.swap().catchUpRounds()),
        new Pacing(
            Pacing.POOL_DEFAULT,
            1,
            Percentage.of(100),
            List.of(),
            new ThrottleLimits(null, null, null, null, null, null, null, null, throttle, null),
            BudgetLimits.NONE,
            QueryLimits.NONE),
        spec.scope());
  }
}
