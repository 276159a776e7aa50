package io.hindcast.core.plan;

import io.hindcast.core.check.CheckOutcome;
import io.hindcast.core.check.CheckResult;
import io.hindcast.core.check.LossRules;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.time.TimeRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans a backfill. Deterministic: no clock, no ids, no order that depends on hashing. */
public final class BackfillPlanner {
  /** Both versions exist for a while, and merging needs room for one more copy of the new one. */
  private static final int DISK_FACTOR = 2;

  private BackfillPlanner() {}

  /**
   * Whether the spec's texts alone refuse it, so that the warehouse is not to be shown them; its
   * plan names what refuses it.
   */
  public static boolean refusesTexts(BackfillSpec spec) {
    return Preflight.refusesTexts(spec);
  }

  /** The plan of a survey, or everything that keeps it from running. */
  public static PlanOutcome plan(Survey survey) {
    List<Finding> findings = new ArrayList<>(Preflight.check(survey));
    boolean unasked = survey.output() instanceof Survey.Output.Unasked;
    if (unasked || survey.target().isEmpty() || !survey.target().get().isMergeTree()) {
      return new PlanOutcome.Refused(findings, survey.schema());
    }
    TargetTable target = survey.target().get();
    try {
      KeyChoice choice = choice(survey, target);
      findings.addAll(KeyRules.check(survey.spec(), choice));
      return refuses(findings)
          ? new PlanOutcome.Refused(findings, survey.schema())
          : picked(survey, target, choice, findings);
    } catch (HindcastException e) {
      findings.add(Finding.error(e.code(), String.valueOf(e.getMessage())));
      return new PlanOutcome.Refused(findings, survey.schema());
    }
  }

  private static KeyChoice choice(Survey survey, TargetTable target) {
    BackfillSpec spec = survey.spec();
    PartitionLayout layout = target.layout(spec);
    AffectedKeys keys = spec.target().keys();
    List<TargetPartition> slices = layout.slices(spec.range());
    return switch (survey.keys()) {
      case KeySurvey.Found found ->
          KeyChoice.of(
              layout,
              found.slices() == null ? slices : found.slices(),
              keys,
              found.existing(),
              found.affected());
      case KeySurvey.OfTime found -> {
        if (keys != null) {
          KeyColumn.of(layout, keys);
        }
        yield KeyChoice.ofTime(layout, found.slices());
      }
      case KeySurvey.Unanswered unanswered ->
          throw new HindcastException(unanswered.code(), unanswered.message());
      case KeySurvey.None ignored -> {
        if (keys != null) {
          KeyColumn.of(layout, keys);
        }
        if (!layout.isTimeAlone()) {
          throw new HindcastException(
              ErrorCode.PARTITIONING_UNSUPPORTED,
              "The values of the partition key (%s) are not known here"
                  .formatted(String.join(", ", layout.expressions())));
        }
        yield KeyChoice.ofTime(layout, slices);
      }
    };
  }

  private static PlanOutcome picked(
      Survey survey, TargetTable target, KeyChoice choice, List<Finding> findings) {
    Watermark.Split split = Watermark.split(survey.spec(), choice.slices(), survey.now());
    List<LeftAlone> leftAlone = choice.partitions(split.leftAlone(), survey.keys());
    ScopeSelection.Picked picked =
        ScopeSelection.pick(survey, target, choice, split.complete().size());
    return picked.choice().slices().isEmpty()
        ? PlanOutcome.NothingToDo.of(picked.selection())
        : planned(survey, target, new Scoped(leftAlone, picked), findings);
  }

  /** What is recomputed, and what is not. */
  private record Scoped(List<LeftAlone> leftAlone, ScopeSelection.Picked picked) {}

  private static PlanOutcome planned(
      Survey survey, TargetTable target, Scoped scoped, List<Finding> findings) {
    BackfillSpec spec = survey.spec();
    KeyChoice choice = scoped.picked().choice();
    List<TargetPartition> slices = choice.slices();
    TimeRange range =
        new TimeRange(slices.getFirst().range().from(), slices.getLast().range().to());
    PartitionGrid grid =
        PartitionGrid.of(
            choice,
            slices,
            scoped.picked().keys(),
            target,
            RowEstimate.perPartition(slices, survey.sources()));
    List<PlannedTask> tasks =
        TaskCutter.of(
                spec,
                grid,
                RowFilters.of(choice, survey, target),
                RowEstimate.spread(range, survey.sources()))
            .tasks();
    Plan.Estimate estimate = estimate(survey, target, tasks);
    if (estimate.diskNeeded() > estimate.diskFree()) {
      findings.add(
          Finding.error(
              ErrorCode.WAREHOUSE_OUT_OF_DISK,
              "About %,d bytes of disk are needed and %,d are free; make room or split the range"
                  .formatted(estimate.diskNeeded(), estimate.diskFree())));
    }
    findings.addAll(CoverageChecks.of(survey, slices, filled(grid, target)));
    outside(survey, tasks).ifPresent(findings::add);
    if (refuses(findings)) {
      return new PlanOutcome.Refused(findings, survey.schema());
    }
    if (!scoped.leftAlone().isEmpty()) {
      findings.add(leftAlone(scoped.leftAlone()));
    }
    leftOut(scoped.picked().selection()).ifPresent(findings::add);
    List<FedTable> fed = FedTables.of(spec, range, survey.surroundings());
    return new PlanOutcome.Planned(
        new Plan(
            spec.metadata().name(),
            spec.transform().version(),
            target.name(),
            range,
            spec.swap().strategy(),
            spec.swap().strategy() == SwapPolicy.Strategy.EXCHANGE,
            estimate,
            columns(survey.output()),
            waves(tasks),
            tasks,
            scoped.leftAlone(),
            survey.surroundings().around(target.name()),
            fed,
            findings,
            survey.schema(),
            scoped.picked().selection(),
            Workload.of(spec.execution().parallelism(), tasks)));
  }

  /** Rows that nobody computes: a wrapping partition function has put them beside their time. */
  private static Optional<Finding> outside(Survey survey, List<PlannedTask> tasks) {
    Set<String> touched =
        tasks.stream().flatMap(task -> task.partitionIds().stream()).collect(Collectors.toSet());
    CheckResult result =
        LossRules.within(
                Optional.of(
                    survey.outside().stream()
                        .filter(rows -> touched.contains(rows.partitionId()))
                        .toList()),
                survey.spec().target().outsideRange(),
                "")
            .result();
    return result.outcome() == CheckOutcome.FAILED
        ? Optional.of(Finding.error(ErrorCode.STRAY_ROWS, result.message()))
        : Optional.empty();
  }

  private static CoverageChecks.Filled filled(PartitionGrid grid, TargetTable target) {
    return grid.filled(target) ? CoverageChecks.Filled.SOME : CoverageChecks.Filled.NONE;
  }

  private static Optional<Finding> leftOut(Selection selection) {
    return selection.leftOut().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                ErrorCode.PARTITIONS_LEFT_OUT,
                "%,d of %,d partitions are recomputed (scope.reprocess: %s); left out are %s"
                    .formatted(
                        selection.recomputed(),
                        selection.of(),
                        selection.reprocess().name().toLowerCase(Locale.ROOT),
                        selection.summary())));
  }

  private static Finding leftAlone(List<LeftAlone> partitions) {
    LeftAlone first = partitions.getFirst();
    return Finding.warning(
        ErrorCode.PARTITIONS_LEFT_OUT,
        partitions.size() == 1
            ? "The partition %s is left alone: %s".formatted(first.partitionId(), first.reason())
            : "%,d partitions from %s on are left alone; %s: %s"
                .formatted(
                    partitions.size(),
                    first.partitionId(),
                    partitions.getLast().partitionId(),
                    partitions.getLast().reason()));
  }

  private static Plan.Estimate estimate(
      Survey survey, TargetTable target, List<PlannedTask> tasks) {
    Set<String> touched = new HashSet<>();
    Set<String> chunked = new HashSet<>();
    for (PlannedTask task : tasks) {
      touched.addAll(task.partitionIds());
      if (task.isChunk()) {
        chunked.addAll(task.partitionIds());
      }
    }
    List<PartitionSize> sizes =
        target.partitions().stream().filter(size -> touched.contains(size.id())).toList();
    long bytes = sizes.stream().mapToLong(PartitionSize::bytes).sum();
    long kept =
        sizes.stream()
            .filter(size -> chunked.contains(size.id()))
            .mapToLong(PartitionSize::bytes)
            .sum();
    return new Plan.Estimate(
        tasks.stream().mapToLong(PlannedTask::rowsToRead).sum(),
        sizes.stream().mapToLong(PartitionSize::rows).sum(),
        bytes,
        bytes * DISK_FACTOR + kept,
        survey.freeDiskBytes());
  }

  private static List<PlannedWave> waves(List<PlannedTask> tasks) {
    int partitions = partitions(tasks);
    SortedMap<Integer, List<PlannedTask>> byWave =
        tasks.stream()
            .collect(Collectors.groupingBy(PlannedTask::wave, TreeMap::new, Collectors.toList()));
    List<PlannedWave> waves = new ArrayList<>();
    int done = 0;
    for (Map.Entry<Integer, List<PlannedTask>> wave : byWave.entrySet()) {
      List<PlannedTask> members = wave.getValue();
      int count = partitions(members);
      done += count;
      long rows = members.stream().mapToLong(PlannedTask::rowsToRead).sum();
      waves.add(
          new PlannedWave(wave.getKey(), 100.0 * done / partitions, count, members.size(), rows));
    }
    return waves;
  }

  private static int partitions(List<PlannedTask> tasks) {
    return tasks.stream()
        .filter(PlannedTask::countsPartitions)
        .mapToInt(task -> task.partitionIds().size())
        .sum();
  }

  private static List<String> columns(Survey.Output output) {
    return switch (output) {
      case Survey.Output.Columns columns ->
          columns.columns().stream().map(TableColumn::name).toList();
      case Survey.Output.Invalid ignored -> List.of();
      case Survey.Output.Unasked ignored -> List.of();
    };
  }

  private static boolean refuses(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
  }
}
