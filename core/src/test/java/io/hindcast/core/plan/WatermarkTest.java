package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.Surveys.Layout;
import io.hindcast.core.plan.Surveys.Work;
import io.hindcast.core.spec.Execution.ScanOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final String FIRST = "2001-01-01T00:00:00Z";

  @Test
  void leavesAloneWhatEndsAfterTheWatermark() {
    Plan plan = planned("toYYYYMMDD(day)", "1d", ZoneOffset.UTC, "2001-01-04T00:00:00Z", "1d");

    assertThat(plan.range()).isEqualTo(Surveys.range(FIRST, "2001-01-03T00:00:00Z"));
    assertThat(plan.partitions()).isEqualTo(2);
    assertThat(plan.leftAlone())
        .extracting(LeftAlone::partitionId)
        .containsExactly("20010103", "20010104", "20010105");
    assertThat(plan.leftAlone().getFirst().reason())
        .isEqualTo(
            "it ends after 2001-01-03T00:00:00Z, the time of planning less source.allowedLateness"
                + " (1d)");
    assertThat(plan.findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.message()).contains("3 partitions from 20010103 on are left"));
  }

  @Test
  void takesAPartitionThatEndsAtTheWatermarkAndNotOneThatEndsJustAfter() {
    assertThat(planned("toYYYYMMDD(day)", "1d", ZoneOffset.UTC, "2001-01-02T06:00:00Z", "6h"))
        .extracting(Plan::partitions)
        .isEqualTo(1);
    assertThat(
            refused("toYYYYMMDD(day)", "1d", ZoneOffset.UTC, "2001-01-02T05:59:59Z", "6h")
                .first()
                .code())
        .isEqualTo(ErrorCode.PLAN_EMPTY);
  }

  @Test
  void cutsOnlyWhereTheGrainCanBeCut() {
    Layout layout =
        layout(
            "toYYYYMMDD(day)", "1mo", ZoneOffset.UTC, Surveys.range(FIRST, "2001-03-01T00:00:00Z"));

    Plan plan = Surveys.planned(plan(layout, "2001-02-20T00:00:00Z", Duration.ofDays(1)));

    assertThat(plan.range()).isEqualTo(Surveys.range(FIRST, "2001-02-01T00:00:00Z"));
    assertThat(plan.leftAlone()).hasSize(28);
    assertThat(plan.leftAlone().getFirst().reason()).contains("transform.grain (1mo) joins it");
    assertThat(plan.leftAlone().getLast().reason()).contains("it ends after");
  }

  @Test
  void daysEndWhereTheyDoInTheSpecsZone() {
    ZoneId paris = ZoneId.of("Europe/Paris");
    Layout layout =
        layout(
            "toYYYYMMDD(day)",
            "1d",
            paris,
            Surveys.range("2001-03-23T23:00:00Z", "2001-03-26T22:00:00Z"));

    // The day on which the clocks change ends at 22:00 UTC.
    assertThat(Surveys.planned(plan(layout, "2001-03-25T22:00:00Z", Duration.ZERO)).leftAlone())
        .extracting(LeftAlone::partitionId)
        .containsExactly("20010326");
    assertThat(Surveys.planned(plan(layout, "2001-03-25T21:59:59Z", Duration.ZERO)).leftAlone())
        .extracting(LeftAlone::partitionId)
        .containsExactly("20010325", "20010326");
  }

  @Test
  void aRangeThatIsNotCompleteIsRefusedWithWhatToDo() {
    PlanOutcome.Refused refused =
        refused("toYYYYMMDD(day)", "1d", ZoneOffset.UTC, "2001-01-01T12:00:00Z", "2d");

    assertThat(refused.first().code()).isEqualTo(ErrorCode.PLAN_EMPTY);
    assertThat(refused.message())
        .contains("2000-12-30T12:00:00Z", "source.allowedLateness (2d)", "submit it again in 60h");
  }

  @Test
  void withoutTheKeyEverythingIsRecomputed() {
    Plan plan = Surveys.planned(plan(fiveDays(), "2001-01-01T00:00:00Z", null));

    assertThat(plan.partitions()).isEqualTo(5);
    assertThat(plan.leftAlone()).isEmpty();
  }

  private static Plan planned(String key, String grain, ZoneId zone, String now, String lateness) {
    return Surveys.planned(plan(layout(key, grain, zone, fiveDays().range()), now, span(lateness)));
  }

  private static PlanOutcome.Refused refused(
      String key, String grain, ZoneId zone, String now, String lateness) {
    return Surveys.refused(plan(layout(key, grain, zone, fiveDays().range()), now, span(lateness)));
  }

  private static Duration span(String text) {
    return io.hindcast.core.spec.SpanText.parse(text);
  }

  private static Layout fiveDays() {
    return layout(
        "toYYYYMMDD(day)", "1d", ZoneOffset.UTC, Surveys.range(FIRST, "2001-01-06T00:00:00Z"));
  }

  private static Layout layout(
      String key, String grain, ZoneId zone, io.hindcast.core.time.TimeRange range) {
    return new Layout(
        key, grain, zone, range, new Work(1, 100, ScanOrder.OLDEST_FIRST), List.of(100));
  }

  private static PlanOutcome plan(Layout layout, String now, @Nullable Duration lateness) {
    return BackfillPlanner.plan(
        Surveys.bounded(
            Surveys.survey(layout, List.of(new SourceTable.Slice(null, 9))),
            lateness,
            Instant.parse(now)));
  }
}
