package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.plan.Surveys.Layout;
import io.hindcast.core.plan.Surveys.Work;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.task.ChunkCutter;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PlanPropertyTest {
  /** A partition key, a grain, and how many partitions at least lie between two cuts. */
  record Cutting(String key, PartitionUnit unit, String grain, int joined) {}

  private static final List<Cutting> CUTTINGS =
      List.of(
          new Cutting("toStartOfHour(at)", PartitionUnit.HOUR, "1h", 1),
          new Cutting("toStartOfHour(at)", PartitionUnit.HOUR, "15m", 1),
          new Cutting("toStartOfHour(at)", PartitionUnit.HOUR, "1d", 24),
          new Cutting("toYYYYMMDD(day)", PartitionUnit.DAY, "1d", 1),
          new Cutting("toYYYYMMDD(day)", PartitionUnit.DAY, "1h", 1),
          new Cutting("day", PartitionUnit.DAY, "1w", 7),
          new Cutting("toMonday(day)", PartitionUnit.WEEK_FROM_MONDAY, "1d", 1),
          new Cutting("toYYYYMM(day)", PartitionUnit.MONTH, "1d", 1),
          new Cutting("toYYYYMM(day)", PartitionUnit.MONTH, "1mo", 1),
          new Cutting("toYYYYMM(day)", PartitionUnit.MONTH, "3mo", 3),
          new Cutting("toStartOfQuarter(day)", PartitionUnit.QUARTER, "1mo", 1),
          new Cutting("toYear(day)", PartitionUnit.YEAR, "1d", 1));

  @Property(tries = 1500)
  void everyPartitionOfTheRangeIsInExactlyOneTask(@ForAll("surveys") Survey survey) {
    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));
    List<TargetPartition> covered = covered(survey);

    List<PlannedTask> byTime =
        plan.tasks().stream().sorted((a, b) -> a.range().compareTo(b.range())).toList();
    assertThat(
            byTime.stream()
                .filter(PlannedTask::countsPartitions)
                .flatMap(task -> task.partitionIds().stream())
                .toList())
        .isEqualTo(covered.stream().map(TargetPartition::id).toList());
    assertThat(plan.partitions()).isEqualTo(covered.size());
    Instant end = survey.spec().range().from();
    for (PlannedTask task : byTime) {
      assertThat(task.range().from()).isEqualTo(end);
      end = task.range().to();
    }
    assertThat(end).isEqualTo(survey.spec().range().to());
  }

  @Property(tries = 1500)
  void chunksOfAPartitionMakeUpItsRangeWithinOneWave(@ForAll("surveys") Survey survey) {
    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));
    Map<List<String>, List<PlannedTask>> chunked =
        plan.tasks().stream()
            .filter(PlannedTask::isChunk)
            .collect(Collectors.groupingBy(PlannedTask::partitionIds));
    Map<String, TimeRange> ranges =
        covered(survey).stream()
            .collect(Collectors.toMap(TargetPartition::id, TargetPartition::range));

    chunked.forEach((ids, chunks) -> {
      TimeRange whole = ids.stream().map(ranges::get).reduce(TimeRange::span).orElseThrow();
      assertThat(chunks).hasSizeBetween(2, ChunkCutter.CHUNKS_MAX);
      assertThat(chunks).extracting(PlannedTask::shape).containsOnly(new TaskShape.Chunk(whole));
      assertThat(chunks).extracting(PlannedTask::wave).containsOnly(chunks.getFirst().wave());
      assertThat(chunks.stream().mapToLong(PlannedTask::rowsToRead).sum())
          .isGreaterThan(survey.spec().execution().rowsPerTask());
      assertThat(chunks.stream().map(PlannedTask::range).reduce(TimeRange::span)).contains(whole);
    });
  }

  @Property(tries = 1500)
  void tasksAreCutOnlyWhereTheTransformCanBe(@ForAll("surveys") Survey survey) {
    Grain grain = survey.spec().transform().grain();
    ZoneId zone = survey.spec().zone();

    for (PlannedTask task : Surveys.planned(BackfillPlanner.plan(survey)).tasks()) {
      assertThat(grain.isAligned(task.range().from(), zone)).isTrue();
      assertThat(grain.isAligned(task.range().to(), zone)).isTrue();
    }
  }

  @Property(tries = 1500)
  void tasksAreAsLargeAsTheyMayBeAndNoLarger(@ForAll("surveys") Survey survey) {
    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));
    long rowsMax = survey.spec().execution().rowsPerTask();
    int partitionsMax = survey.spec().execution().partitionsPerTaskMax();
    Map<Integer, List<PlannedTask>> waves =
        plan.tasks().stream().collect(Collectors.groupingBy(PlannedTask::wave));

    for (List<PlannedTask> wave : waves.values()) {
      for (int i = 0; i < wave.size(); i++) {
        if (wave.get(i).isChunk()) {
          continue;
        }
        List<List<TargetPartition>> pieces = pieces(survey, wave.get(i));
        assertThat(wave.get(i).partitionIds().size()).isLessThanOrEqualTo(partitionsMax);
        assertThat(wave.get(i).rowsToRead() <= rowsMax || pieces.size() == 1).isTrue();
        if (i > 0 && !wave.get(i - 1).isChunk()) {
          List<TargetPartition> first = pieces.getFirst();
          assertThat(
                  wave.get(i - 1).rowsToRead() + rows(survey, first) > rowsMax
                      || wave.get(i - 1).partitionIds().size() + first.size() > partitionsMax)
              .as("%s would have fitted into %s", first, wave.get(i - 1))
              .isTrue();
        }
      }
    }
  }

  @Property(tries = 1500)
  void wavesReachTheirSharesAndTasksAreInTheirOrder(@ForAll("surveys") Survey survey) {
    Plan plan = Surveys.planned(BackfillPlanner.plan(survey));
    boolean newestFirst = survey.spec().execution().order() == ScanOrder.NEWEST_FIRST;

    assertThat(plan.tasks()).extracting(PlannedTask::taskId).doesNotHaveDuplicates().isSorted();
    assertThat(plan.tasks()).extracting(PlannedTask::wave).isSorted();
    assertThat(plan.tasks().stream().map(PlannedTask::range).toList())
        .isSortedAccordingTo((a, b) -> newestFirst ? b.compareTo(a) : a.compareTo(b));
    assertThat(plan.waves().stream().map(PlannedWave::index).toList())
        .isEqualTo(
            new ArrayList<>(new TreeSet<>(plan.tasks().stream().map(PlannedTask::wave).toList())))
        .startsWith(0);
    assertThat(plan.waves().getLast().percent()).isEqualTo(100.0);
    assertThat(plan.waves().size()).isLessThanOrEqualTo(survey.spec().waves().size());
    assertThat(plan.waves().getFirst().percent())
        .isGreaterThanOrEqualTo(survey.spec().waves().getFirst().percent().doubleValue() - 1e-6);
    for (PlannedWave wave : plan.waves()) {
      List<PlannedTask> members =
          plan.tasks().stream().filter(task -> task.wave() == wave.index()).toList();
      assertThat(wave.tasks()).isEqualTo(members.size());
      assertThat(wave.rowsToRead())
          .isEqualTo(members.stream().mapToLong(PlannedTask::rowsToRead).sum());
      assertThat(wave.partitions())
          .isEqualTo(
              members.stream().flatMap(task -> task.partitionIds().stream()).distinct().count());
    }
  }

  @Property(tries = 800)
  void theWatermarkPartsTheRangeWhereTheTransformCanBeCut(
      @ForAll("surveys") Survey survey, @ForAll @IntRange(min = 0, max = 100) int percent) {
    TimeRange range = survey.spec().range();
    Instant watermark = range.from().plus(range.length().multipliedBy(percent).dividedBy(100));
    Duration lateness = Duration.ofHours(30);
    Survey bounded = Surveys.bounded(survey, lateness, watermark.plus(lateness));
    List<TargetPartition> covered = covered(survey);

    switch (BackfillPlanner.plan(bounded)) {
      case PlanOutcome.NothingToDo nothing -> throw new AssertionError(nothing.message());
      case PlanOutcome.Refused refused -> {
        assertThat(refused.first().code()).isEqualTo(ErrorCode.PLAN_EMPTY);
        assertThat(covered.getLast().range().to()).isAfter(watermark);
      }
      case PlanOutcome.Planned planned -> {
        Plan plan = planned.plan();
        int complete = plan.partitions();
        assertThat(plan.range().to()).isBeforeOrEqualTo(watermark);
        assertThat(
                survey
                    .spec()
                    .transform()
                    .grain()
                    .isAligned(plan.range().to(), survey.spec().zone()))
            .isTrue();
        assertThat(plan.partitionIds())
            .containsExactlyInAnyOrderElementsOf(
                covered.subList(0, complete).stream().map(TargetPartition::id).toList());
        assertThat(plan.leftAlone())
            .extracting(LeftAlone::partitionId)
            .isEqualTo(
                covered.subList(complete, covered.size()).stream()
                    .map(TargetPartition::id)
                    .toList());
      }
    }
  }

  @Property(tries = 300)
  void equalInputGivesAnEqualPlan(@ForAll("surveys") Survey survey) {
    Survey copy =
        new Survey(
            survey.spec(),
            survey.target(),
            List.copyOf(survey.sources()),
            survey.output(),
            survey.surroundings(),
            survey.freeDiskBytes(),
            survey.now());

    assertThat(BackfillPlanner.plan(copy)).isEqualTo(BackfillPlanner.plan(survey));
    assertThat(BackfillPlanner.plan(copy).toString())
        .isEqualTo(BackfillPlanner.plan(survey).toString());
  }

  private static List<TargetPartition> covered(Survey survey) {
    TargetTable target = survey.target().orElseThrow();
    return PartitionScheme.parse(
            target.partitionKey(),
            target.columns().stream()
                .collect(Collectors.toMap(TableColumn::name, TableColumn::type)),
            survey.spec().zone(),
            target.serverZone())
        .covering(survey.spec().range());
  }

  /** The task's partitions, in execution order, grouped by what cannot be cut. */
  private static List<List<TargetPartition>> pieces(Survey survey, PlannedTask task) {
    List<List<TargetPartition>> pieces = new ArrayList<>();
    List<TargetPartition> piece = new ArrayList<>();
    for (TargetPartition partition : covered(survey)) {
      if (task.range().encloses(partition.range())) {
        piece.add(partition);
        Instant end = partition.range().to();
        if (survey.spec().transform().grain().isAligned(end, survey.spec().zone())) {
          pieces.add(piece);
          piece = new ArrayList<>();
        }
      }
    }
    return survey.spec().execution().order() == ScanOrder.NEWEST_FIRST ? pieces.reversed() : pieces;
  }

  private static long rows(Survey survey, List<TargetPartition> piece) {
    List<TargetPartition> all = covered(survey);
    long[] rows = RowEstimate.perPartition(all, survey.sources());
    return piece.stream().mapToLong(partition -> rows[all.indexOf(partition)]).sum();
  }

  @Provide
  Arbitrary<Survey> surveys() {
    return Combinators.combine(layouts(), slices()).as(Surveys::survey);
  }

  private static Arbitrary<Layout> layouts() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata").map(ZoneId::of);
    Arbitrary<Work> works =
        Combinators.combine(
                Arbitraries.longs().between(1, 3000),
                Arbitraries.integers().between(24, 60),
                Arbitraries.of(ScanOrder.class))
            .as(Work::new);
    return Combinators.combine(
            Arbitraries.of(CUTTINGS),
            zones,
            Arbitraries.integers().between(1, 20),
            works,
            Arbitraries.of(1, 7, 33, 50, 99).set().ofMaxSize(4))
        .as((cutting, zone, steps, work, shares) ->
            new Layout(
                cutting.key(),
                cutting.grain(),
                cutting.unit() == PartitionUnit.HOUR ? ZoneId.of("UTC") : zone,
                range(cutting, zone, steps),
                work,
                shares(shares)));
  }

  private static TimeRange range(Cutting cutting, ZoneId zone, int steps) {
    ZoneId calendar = cutting.unit() == PartitionUnit.HOUR ? ZoneId.of("UTC") : zone;
    ZonedDateTime from = LocalDate.of(2001, 1, 1).atStartOfDay(calendar);
    ZonedDateTime to = from;
    for (int i = 0; i < steps * cutting.joined(); i++) {
      to = cutting.unit().next(to);
    }
    return new TimeRange(from.toInstant(), to.toInstant());
  }

  private static List<Integer> shares(Set<Integer> shares) {
    TreeSet<Integer> sorted = new TreeSet<>(shares);
    sorted.add(100);
    return List.copyOf(sorted);
  }

  private static Arbitrary<List<Slice>> slices() {
    Instant start = Instant.parse("2000-12-25T00:00:00Z");
    return Combinators.combine(
            Arbitraries.integers().between(0, 3000),
            Arbitraries.integers().between(1, 3000),
            Arbitraries.longs().between(0, 5000))
        .as((hour, hours, rows) ->
            new Slice(
                new TimeRange(
                    start.plusSeconds(3600L * hour), start.plusSeconds(3600L * (hour + hours))),
                rows))
        .list()
        .ofMaxSize(12);
  }
}
