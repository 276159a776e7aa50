package io.hindcast.core.plan;

import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.core.view.Dependent;
import java.util.List;

/**
 * What a backfill will do.
 *
 * @param name the spec's name
 * @param transformVersion the spec's transform version
 * @param target the table that is recomputed
 * @param range from the first to the last instant that is recomputed; partitions in between may be
 *     left out
 * @param strategy how the result is published
 * @param atomic whether readers see all partitions change at once
 * @param estimate rows, bytes and disk, from metadata
 * @param columns the transform's output columns, in its order
 * @param waves in execution order
 * @param tasks in execution order; every partition that is recomputed is in exactly one, or in
 *     several chunks
 * @param leftAlone partitions of the spec's range that are not recomputed, oldest first
 * @param dependents views beside the target
 * @param fed tables that the swap cannot update, nearest first
 * @param findings warnings that do not keep it from running
 * @param schema how each column of the transform fits into the target
 * @param selection which partitions of the range are recomputed, and why
 * @param workload how evenly the work is divided
 */
public record Plan(
    String name,
    String transformVersion,
    TableName target,
    TimeRange range,
    SwapPolicy.Strategy strategy,
    boolean atomic,
    Estimate estimate,
    List<String> columns,
    List<PlannedWave> waves,
    List<PlannedTask> tasks,
    List<LeftAlone> leftAlone,
    List<Dependent> dependents,
    List<FedTable> fed,
    List<Finding> findings,
    List<ColumnFit> schema,
    Selection selection,
    Workload workload) {

  /** One that picks nothing, and whose tasks run one after the other. */
  public Plan(
      String name,
      String transformVersion,
      TableName target,
      TimeRange range,
      SwapPolicy.Strategy strategy,
      boolean atomic,
      Estimate estimate,
      List<String> columns,
      List<PlannedWave> waves,
      List<PlannedTask> tasks,
      List<LeftAlone> leftAlone,
      List<Dependent> dependents,
      List<FedTable> fed,
      List<Finding> findings) {
    this(
        name,
        transformVersion,
        target,
        range,
        strategy,
        atomic,
        estimate,
        columns,
        waves,
        tasks,
        leftAlone,
        dependents,
        fed,
        findings,
        List.of(),
        Selection.NONE,
        Workload.of(1, tasks));
  }

  /** Copies the lists. */
  public Plan {
    columns = List.copyOf(columns);
    waves = List.copyOf(waves);
    tasks = List.copyOf(tasks);
    leftAlone = List.copyOf(leftAlone);
    dependents = List.copyOf(dependents);
    fed = List.copyOf(fed);
    findings = List.copyOf(findings);
    schema = List.copyOf(schema);
  }

  /** Partitions that are recomputed. */
  public int partitions() {
    return waves.stream().mapToInt(PlannedWave::partitions).sum();
  }

  /** The target partitions that it recomputes. */
  public List<String> partitionIds() {
    return tasks.stream().flatMap(task -> task.partitionIds().stream()).distinct().toList();
  }

  /**
   * Figures from metadata alone.
   *
   * @param rowsToRead source rows in the range
   * @param rowsToWrite rows that the touched target partitions have today
   * @param bytesToWrite bytes on disk that the touched target partitions have today
   * @param diskNeeded bytes needed while both versions exist and parts are merged, and while what
   *     chunks have written is kept
   * @param diskFree bytes free now
   */
  public record Estimate(
      long rowsToRead, long rowsToWrite, long bytesToWrite, long diskNeeded, long diskFree) {}
}
