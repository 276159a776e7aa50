package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.plan.Surveys.Layout;
import io.hindcast.core.plan.Surveys.Work;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackfillPlannerTest {

  @Test
  void plansWhatTheSpecAsksFor() {
    Survey survey =
        with(
            Surveys.survey(
                Surveys.twoDays(),
                List.of(
                    new Slice(Surveys.range("2001-01-01T00:00:00Z", "2001-01-03T00:00:00Z"), 40))),
            List.of(
                new PartitionSize("20001231", 9, 900),
                new PartitionSize("20010101", 10, 1000),
                new PartitionSize("20010102", 20, 2000)),
            6000);

    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));

    assertThat(plan.estimate()).isEqualTo(new Plan.Estimate(40, 30, 3000, 6000, 6000));
    assertThat(plan.columns()).containsExactly("day", "at", "n");
    assertThat(plan.atomic()).isTrue();
    assertThat(plan.tasks())
        .containsExactly(
            new PlannedTask(
                "t00001",
                0,
                Surveys.range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z"),
                List.of("20010101"),
                20),
            new PlannedTask(
                "t00002",
                0,
                Surveys.range("2001-01-02T00:00:00Z", "2001-01-03T00:00:00Z"),
                List.of("20010102"),
                20));
  }

  @Test
  void refusesWhatDoesNotFitOntoTheDisk() {
    Survey survey =
        with(
            Surveys.survey(Surveys.twoDays(), List.of()),
            List.of(new PartitionSize("20010101", 10, 1000)),
            1999);

    PlanOutcome.Refused refused = Surveys.refused(BackfillPlanner.plan(survey));

    assertThat(refused.first().code()).isEqualTo(ErrorCode.WAREHOUSE_OUT_OF_DISK);
    assertThat(refused.message()).contains("2,000").contains("1,999");
  }

  @Test
  void refusesAGrainThatJoinsMorePartitionsThanATaskMayHave() {
    Layout layout =
        new Layout(
            "toYYYYMMDD(day)",
            "1mo",
            ZoneOffset.UTC,
            Surveys.range("2001-01-01T00:00:00Z", "2001-02-01T00:00:00Z"),
            new Work(1, 30, ScanOrder.OLDEST_FIRST),
            List.of(100));

    PlanOutcome.Refused refused =
        Surveys.refused(BackfillPlanner.plan(Surveys.survey(layout, List.of())));

    assertThat(refused.first().code()).isEqualTo(ErrorCode.PLAN_TOO_LARGE);
    assertThat(refused.message()).contains("31 partitions").contains("partitionsPerTaskMax");
  }

  @Test
  void cutsALargePartitionWhereItsRowsAreAndSaysSo() {
    Layout layout =
        new Layout(
            "toYYYYMM(day)",
            "1d",
            ZoneOffset.UTC,
            Surveys.range("2001-01-01T00:00:00Z", "2001-04-01T00:00:00Z"),
            new Work(100, 30, ScanOrder.OLDEST_FIRST),
            List.of(100));
    Survey survey =
        Surveys.survey(
            layout,
            List.of(
                new Slice(Surveys.range("2001-01-01T00:00:00Z", "2001-02-01T00:00:00Z"), 31),
                new Slice(Surveys.range("2001-02-01T00:00:00Z", "2001-02-03T00:00:00Z"), 380),
                new Slice(Surveys.range("2001-02-03T00:00:00Z", "2001-03-01T00:00:00Z"), 20),
                new Slice(Surveys.range("2001-03-01T00:00:00Z", "2001-04-01T00:00:00Z"), 62)));

    Plan plan =
        Surveys.planned(
            BackfillPlanner.plan(
                with(survey, List.of(new PartitionSize("200102", 10, 1000)), 3000)));

    assertThat(plan.partitions()).isEqualTo(3);
    assertThat(plan.tasks())
        .extracting(PlannedTask::range)
        .containsExactly(
            Surveys.range("2001-01-01T00:00:00Z", "2001-02-01T00:00:00Z"),
            Surveys.range("2001-02-01T00:00:00Z", "2001-02-02T00:00:00Z"),
            Surveys.range("2001-02-02T00:00:00Z", "2001-02-03T00:00:00Z"),
            Surveys.range("2001-02-03T00:00:00Z", "2001-03-01T00:00:00Z"),
            Surveys.range("2001-03-01T00:00:00Z", "2001-04-01T00:00:00Z"));
    assertThat(plan.workload())
        .isEqualTo(
            new Workload(
                2,
                190,
                62,
                List.of(
                    new Workload.Heavy("200102", 1, 400, 3),
                    new Workload.Heavy("200103", 1, 62, 1),
                    new Workload.Heavy("200101", 1, 31, 1)),
                1,
                3));
    assertThat(plan.estimate().diskNeeded()).isEqualTo(3000);
  }

  @Test
  void aReplacementIsNotAtomic() {
    Survey survey = Surveys.survey(Surveys.twoDays(), List.of());
    Survey replacing =
        new Survey(
            Surveys.spec(Surveys.twoDays(), List.of(), SwapPolicy.Strategy.REPLACE),
            survey.target(),
            survey.sources(),
            survey.output(),
            survey.surroundings(),
            survey.freeDiskBytes(),
            survey.now());

    assertThat(Surveys.planned(BackfillPlanner.plan(replacing)).atomic()).isFalse();
  }

  @Test
  void plansAHundredThousandPartitions() {
    Instant start = Instant.parse("2001-01-01T00:00:00Z");
    TimeRange range = new TimeRange(start, start.plus(Duration.ofHours(100_000)));
    List<Slice> slices = new ArrayList<>();
    for (int hour = 0; hour < 100_000; hour++) {
      TimeRange span =
          new TimeRange(
              start.plus(Duration.ofHours(hour)), start.plus(Duration.ofHours(hour + 1L)));
      slices.add(new Slice(span, hour % 10));
    }
    Layout layout =
        new Layout(
            "toStartOfHour(at)",
            "1h",
            ZoneOffset.UTC,
            range,
            new Work(1, 1000, ScanOrder.OLDEST_FIRST),
            List.of(1, 10, 50, 100));

    Plan plan = Surveys.planned(BackfillPlanner.plan(Surveys.survey(layout, slices)));

    assertThat(plan.partitions()).isEqualTo(100_000);
    assertThat(plan.estimate().rowsToRead()).isEqualTo(450_000);
    assertThat(plan.tasks()).extracting(PlannedTask::taskId).isSorted();
    assertThat(plan.waves())
        .extracting(PlannedWave::percent)
        .containsExactly(1.0, 10.0, 50.0, 100.0);
  }

  private static Survey with(Survey survey, List<PartitionSize> partitions, long freeDiskBytes) {
    return new Survey(
        survey.spec(),
        survey.target().map(target -> Surveys.target(target.partitionKey(), partitions)),
        survey.sources(),
        survey.output(),
        survey.surroundings(),
        freeDiskBytes,
        survey.now());
  }
}
