package io.hindcast.core.plan;

import static io.hindcast.core.plan.Surveys.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewGraph;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final Survey SOUND =
      Surveys.survey(Surveys.twoDays(), List.of(new SourceTable.Slice(null, 9)));

  @Test
  void hasNothingToSayAboutASoundSurvey() {
    assertThat(Preflight.check(SOUND)).isEmpty();
  }

  @Test
  void saysEverythingAtOnce() {
    TargetTable target =
        new TargetTable(
            Surveys.TARGET,
            "ReplacingMergeTree",
            false,
            "intDiv(n, 10)",
            List.of(
                new TableColumn("n", "UInt64", true, false),
                new TableColumn("made", "UInt64", false, true),
                new TableColumn("needed", "String", true, false),
                new TableColumn("optional", "String", true, true)),
            List.of(),
            ZoneOffset.UTC);
    Survey survey =
        new Survey(
            Surveys.spec(
                Surveys.twoDays(),
                List.of(new Check.NotNull(List.of("n", "ghost"))),
                SwapPolicy.Strategy.EXCHANGE),
            Optional.of(target),
            List.of(),
            new Survey.Output.Columns(
                List.of(
                    column("n", "UInt64"),
                    column("n", "UInt64"),
                    column("made", "UInt64"),
                    column("alien", "String"))),
            Surroundings.NONE,
            Long.MAX_VALUE,
            Surveys.NOW);

    assertThat(Surveys.refused(BackfillPlanner.plan(survey)).findings())
        .extracting(finding -> finding.code() + " " + finding.message())
        .satisfiesExactly(
            each -> assertThat(each).contains("TABLE_UNKNOWN", "shop.raw"),
            each -> assertThat(each).contains("not Atomic"),
            each -> assertThat(each).contains("target.key", ": day"),
            each -> assertThat(each).contains("checks", ": ghost"),
            each -> assertThat(each).contains("notNull(n, ghost)", "can never fail for n UInt64"),
            each -> assertThat(each).contains("made", "computes it itself"),
            each -> assertThat(each).contains("needed", "no default"),
            each -> assertThat(each).contains("alien", "does not have"),
            each -> assertThat(each).contains("the column n twice"),
            each -> assertThat(each).contains("keeps the last row of each key", "ORDER BY"),
            each -> assertThat(each).contains("PARTITIONING_UNSUPPORTED"));
  }

  @Test
  void anUnknownTargetAndWrongSqlAreBothNamed() {
    Survey survey =
        new Survey(
            SOUND.spec(),
            Optional.empty(),
            SOUND.sources(),
            new Survey.Output.Invalid("Unknown expression identifier `x`"),
            Surroundings.NONE,
            1,
            Surveys.NOW);

    assertThat(Surveys.refused(BackfillPlanner.plan(survey)).findings())
        .extracting(Finding::code)
        .containsExactly(ErrorCode.TABLE_UNKNOWN, ErrorCode.TRANSFORM_FAILED);
  }

  @Test
  void aViewIsNeitherATargetNorASource() {
    TargetTable view =
        new TargetTable(
            Surveys.TARGET, "View", true, "", Surveys.COLUMNS, List.of(), ZoneOffset.UTC);
    Survey survey =
        new Survey(
            SOUND.spec(),
            Optional.of(view),
            List.of(new SourceTable(Surveys.RAW, "View", List.of())),
            SOUND.output(),
            Surroundings.NONE,
            1,
            Surveys.NOW);

    assertThat(Surveys.refused(BackfillPlanner.plan(survey)).message())
        .contains("The source shop.raw is a View", "The target shop.daily is a View")
        .doesNotContain("partition key");
  }

  @Test
  void doubtfulColumnsAndDependentViewsAreWarnedOf() {
    Survey survey =
        new Survey(
            SOUND.spec(),
            SOUND.target(),
            SOUND.sources(),
            new Survey.Output.Columns(
                List.of(
                    column("day", "Nullable(Date)"),
                    column("at", "LowCardinality(DateTime('UTC'))"),
                    column("n", "String"))),
            new Surroundings(
                new ViewGraph(
                    List.of(
                        Views.materialized("mv_in", "elsewhere", "daily", "SELECT * FROM shop.raw"),
                        Views.materialized("mv_out", "daily", "sums", "SELECT 1"))),
                Map.of()),
            Long.MAX_VALUE,
            Surveys.NOW);

    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));

    assertThat(plan.findings())
        .allSatisfy(each -> assertThat(each.severity()).isEqualTo(Finding.Severity.WARNING))
        .extracting(Finding::message)
        .satisfiesExactly(
            message -> assertThat(message).contains("day", "a NULL fails the task"),
            message -> assertThat(message).contains("String", "UInt64", "cannot be stored exactly"),
            message -> assertThat(message).contains("shop.mv_in", "writes into the target"),
            message -> assertThat(message).contains("shop.mv_out", "reads inserts"));
  }

  @Test
  void lateRowsAreCarriedOnlyWhereTheyCanBeTold() {
    View direct = Views.materialized("mv", "hop", "daily", "SELECT 1");
    View hop = Views.materialized("mv2", "raw", "hop", "SELECT 1");
    Survey summing =
        carrying(
            "SummingMergeTree", SwapPolicy.Strategy.REPLACE, new ViewGraph(List.of(direct, hop)));
    Survey sound =
        carrying(
            "ReplacingMergeTree", SwapPolicy.Strategy.EXCHANGE, new ViewGraph(List.of(direct)));

    assertThat(Surveys.refused(BackfillPlanner.plan(summing)).message())
        .contains(
            "carry needs swap.strategy: exchange",
            "the merges of SummingMergeTree add up or cancel rows",
            "the source shop.raw reaches shop.daily through a materialized view");
    assertThat(Surveys.planned(BackfillPlanner.plan(sound)).findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("shop.mv writes into"))
        .noneMatch(finding -> finding.message().contains("carry"));
  }

  private static Survey carrying(String engine, SwapPolicy.Strategy strategy, ViewGraph views) {
    TargetTable target = SOUND.target().orElseThrow();
    SwapPolicy policy =
        new SwapPolicy(
            strategy,
            SwapPolicy.Approval.AUTO,
            Duration.ZERO,
            3,
            SwapPolicy.LateRows.CARRY,
            SwapPolicy.Dependents.LIST);
    return new Survey(
        Surveys.swapping(SOUND.spec(), policy),
        Optional.of(
            new TargetTable(
                target.name(),
                engine,
                true,
                target.partitionKey(),
                target.columns(),
                List.of(),
                ZoneOffset.UTC)),
        SOUND.sources(),
        SOUND.output(),
        new Surroundings(views, Map.of()),
        Long.MAX_VALUE,
        Surveys.NOW);
  }
}
