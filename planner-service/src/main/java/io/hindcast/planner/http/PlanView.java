package io.hindcast.planner.http;

import io.hindcast.core.calibration.Outlook;
import io.hindcast.core.calibration.Prices;
import io.hindcast.core.plan.ColumnFit;
import io.hindcast.core.plan.FedTable;
import io.hindcast.core.plan.Finding;
import io.hindcast.core.plan.LeftAlone;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.plan.PlanOutcome;
import io.hindcast.core.plan.PlannedTask;
import io.hindcast.core.plan.PlannedWave;
import io.hindcast.core.plan.Selection;
import io.hindcast.core.plan.Workload;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan as the API shows it. */
record PlanView(
    String name,
    String target,
    RangeView range,
    String strategy,
    boolean atomic,
    int partitions,
    int tasks,
    long rowsToRead,
    long rowsToWrite,
    long bytesToWrite,
    long diskNeeded,
    long diskFree,
    List<PlannedWave> waves,
    List<TaskView> taskList,
    List<LeftAloneView> leftAlone,
    List<DependentView> dependents,
    List<FedView> fed,
    List<FindingView> findings,
    List<ColumnFit> schema,
    SelectionView selection,
    Workload workload,
    @Nullable Outlook outlook,
    Prices.@Nullable Cost cost) {

  record RangeView(Instant from, Instant to) {}

  record TaskView(
      String taskId,
      int wave,
      Instant from,
      Instant to,
      List<String> partitions,
      long rowsToRead,
      boolean chunk) {}

  record LeftAloneView(String partition, Instant from, Instant to, String reason) {}

  record DependentView(
      String view, String kind, String relation, String through, @Nullable String into) {}

  record FedView(String table, String from, List<String> views, String action, String message) {}

  /** Which partitions of the range are recomputed, and why. */
  record SelectionView(String reprocess, int recomputed, int of, List<GroupView> groups) {
    static SelectionView of(Selection selection) {
      return new SelectionView(
          selection.reprocess().name().toLowerCase(Locale.ROOT),
          selection.recomputed(),
          selection.of(),
          selection.groups().stream().map(GroupView::of).toList());
    }
  }

  /** Partitions of the same reason; {@code first} and {@code last} by time. */
  record GroupView(
      String reason, boolean recomputed, int partitions, String first, String last, String text) {
    static GroupView of(Selection.Group group) {
      return new GroupView(
          group.reason().name(),
          group.reason().recomputed(),
          group.partitions(),
          group.first(),
          group.last(),
          group.reason().text());
    }
  }

  record FindingView(String severity, String code, String message) {
    static FindingView of(Finding finding) {
      String code = finding.severity() == Finding.Severity.NOTE ? "" : finding.code().name();
      return new FindingView(finding.severity().name(), code, finding.message());
    }
  }

  static PlanView of(Plan plan) {
    Plan.Estimate estimate = plan.estimate();
    return new PlanView(
        plan.name(),
        plan.target().toString(),
        new RangeView(plan.range().from(), plan.range().to()),
        plan.strategy().name().toLowerCase(Locale.ROOT),
        plan.atomic(),
        plan.partitions(),
        plan.tasks().size(),
        estimate.rowsToRead(),
        estimate.rowsToWrite(),
        estimate.bytesToWrite(),
        estimate.diskNeeded(),
        estimate.diskFree(),
        plan.waves(),
        plan.tasks().stream().map(PlanView::task).toList(),
        plan.leftAlone().stream().map(PlanView::leftAlone).toList(),
        plan.dependents().stream().map(PlanView::dependent).toList(),
        plan.fed().stream().map(PlanView::fed).toList(),
        plan.findings().stream().map(FindingView::of).toList(),
        plan.schema(),
        SelectionView.of(plan.selection()),
        plan.workload(),
        null,
        null);
  }

  /** Of a spec whose scope leaves nothing to recompute. */
  static PlanView of(BackfillSpec spec, PlanOutcome.NothingToDo nothing) {
    return new PlanView(
        spec.metadata().name(),
        spec.target().table().toString(),
        new RangeView(spec.range().from(), spec.range().to()),
        spec.swap().strategy().name().toLowerCase(Locale.ROOT),
        spec.swap().strategy() == SwapPolicy.Strategy.EXCHANGE,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        SelectionView.of(nothing.selection()),
        Workload.of(spec.execution().parallelism(), List.of()),
        null,
        null);
  }

  /** The same with more findings. */
  PlanView and(List<FindingView> more) {
    return with(Stream.concat(findings.stream(), more.stream()).toList(), outlook, cost);
  }

  /** The same with what it will take and cost. */
  PlanView foretold(Outlook foretold, Prices prices) {
    return with(findings, foretold, prices.of(foretold).orElse(null));
  }

  private PlanView with(
      List<FindingView> newFindings, @Nullable Outlook newOutlook, Prices.@Nullable Cost newCost) {
    return new PlanView(
        name,
        target,
        range,
        strategy,
        atomic,
        partitions,
        tasks,
        rowsToRead,
        rowsToWrite,
        bytesToWrite,
        diskNeeded,
        diskFree,
        waves,
        taskList,
        leftAlone,
        dependents,
        fed,
        newFindings,
        schema,
        selection,
        workload,
        newOutlook,
        newCost);
  }

  private static LeftAloneView leftAlone(LeftAlone partition) {
    return new LeftAloneView(
        partition.partitionId(),
        partition.range().from(),
        partition.range().to(),
        partition.reason());
  }

  private static DependentView dependent(Dependent dependent) {
    TableName into = dependent.view().into();
    return new DependentView(
        dependent.view().name().toString(),
        dependent.view().kind().name(),
        dependent.relation().name(),
        dependent.through().toString(),
        into == null ? null : into.toString());
  }

  private static FedView fed(FedTable table) {
    return new FedView(
        table.table().toString(),
        table.from().toString(),
        table.views().stream().map(TableName::toString).toList(),
        table.action().name(),
        table.message());
  }

  private static TaskView task(PlannedTask task) {
    return new TaskView(
        task.taskId(),
        task.wave(),
        task.range().from(),
        task.range().to(),
        task.partitionIds(),
        task.rowsToRead(),
        task.isChunk());
  }
}
