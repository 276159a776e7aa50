package io.hindcast.worker.task;

import io.hindcast.core.spec.Changes;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.time.TimeRange;
import io.hindcast.schemas.FenceEntry;
import io.hindcast.schemas.RowClause;
import io.hindcast.schemas.SourceTally;
import io.hindcast.schemas.StagedPartition;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.TallyCell;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.warehouse.StagedContent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Values of the domain, from and to messages. */
final class TaskWire {
  private TaskWire() {}

  static TableName table(TableRef ref) {
    return new TableName(ref.getNode(), ref.getDatabase(), ref.getTable());
  }

  /**
   * Which rows a task takes.
   *
   * @throws IllegalArgumentException when a clause contradicts itself or is of a newer version
   */
  static RowFilter filter(List<RowClause> clauses) {
    return new RowFilter(clauses.stream().map(TaskWire::clause).toList());
  }

  /**
   * How it is told whether the sources have changed.
   *
   * @throws IllegalArgumentException when that is of a newer version
   */
  static Changes changes(Task task) {
    return task.getChanges() == null
        ? Changes.AUTOMATIC
        : new Changes(
            Changes.By.valueOf(task.getChanges().getBy()),
            task.getChanges().getColumn(),
            task.getChanges().getTables().stream().map(TaskWire::table).toList());
  }

  private static RowFilter.Clause clause(RowClause clause) {
    List<RowFilter.Term> terms = new ArrayList<>();
    for (int i = 0; i < clause.getExpressions().size(); i++) {
      terms.add(new RowFilter.Term(clause.getExpressions().get(i), clause.getTypes().get(i)));
    }
    return new RowFilter.Clause(
        terms,
        switch (clause.getSense()) {
          case AMONG -> RowFilter.Sense.AMONG;
          case EXCEPT -> RowFilter.Sense.EXCEPT;
          case UNKNOWN ->
              throw new IllegalArgumentException(
                  "its row filter is of a newer version: update this worker");
        },
        clause.getValues());
  }

  static TaskStaged staged(TableName staging, TaskOutcome.Staged outcome) {
    StagedContent content = outcome.read().content();
    return TaskStaged.newBuilder()
        .setStagingTable(ref(staging))
        .setPartitions(outcome.partitions().stream().map(TaskWire::partition).toList())
        .setFilteredRows(outcome.filteredRows())
        .setFence(outcome.read().fence().entries().stream().map(TaskWire::entry).toList())
        .setTallies(outcome.read().fence().tallies().stream().map(TaskWire::tally).toList())
        .setCounts(outcome.read().counts())
        .setReadRows(content.readRows())
        .setReadBytes(content.readBytes())
        .setDurationMs(outcome.elapsed().toMillis())
        .setPeakMemoryBytes(content.peakMemoryBytes())
        .build();
  }

  private static StagedPartition partition(StagedContent.Partition partition) {
    return StagedPartition.newBuilder()
        .setId(partition.id())
        .setRows(partition.rows())
        .setBytes(partition.bytes())
        .setPartsHash(partition.partsHash())
        .build();
  }

  private static FenceEntry entry(io.hindcast.core.fence.FenceEntry entry) {
    TimeRange span = entry.span();
    return FenceEntry.newBuilder()
        .setTable(ref(entry.table()))
        .setPartitionId(entry.partitionId())
        .setMaxBlock(entry.maxBlock())
        .setDataVersion(entry.dataVersion())
        .setRows(entry.rows())
        .setStorage(entry.storage())
        .setSpanFrom(span == null ? null : micros(span.from()))
        .setSpanTo(span == null ? null : micros(span.to()))
        .build();
  }

  private static SourceTally tally(io.hindcast.core.fence.SourceTally tally) {
    return SourceTally.newBuilder()
        .setTable(ref(tally.count().table()))
        .setWay(tally.way().name())
        .setTimeColumn(tally.count().timeColumn())
        .setTicks(tally.count().ticks())
        .setColumns(tally.count().columns())
        .setMerged(tally.count().merged())
        .setParts(tally.parts())
        .setCells(tally.cells().stream().map(TaskWire::cell).toList())
        .build();
  }

  private static TallyCell cell(io.hindcast.core.fence.SourceTally.Cell cell) {
    return new TallyCell(
        micros(cell.range().from()), micros(cell.range().to()), cell.rows(), cell.checksum());
  }

  private static TableRef ref(TableName name) {
    return new TableRef(name.database(), name.table(), name.node());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
