package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.task.Piece;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.RowSpread;
import io.hindcast.core.task.TaskPacker;
import io.hindcast.core.task.TaskPart;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts partitions into waves and tasks. A cut in time is made only where a partition and the
 * transform's grain both begin; between two such places nothing can be separated. Small neighbours
 * are coalesced until a task reads the wanted number of rows; what is too large for one task is
 * split over the keys of the partition key, if it has any, and then into chunks.
 */
final class TaskCutter {
  private static final int TASK_DIGITS_MIN = 5;

  private final BackfillSpec spec;
  private final PartitionGrid grid;
  private final RowFilters filters;
  private final RowSpread spread;
  private final List<Block> blocks;

  private TaskCutter(
      BackfillSpec spec,
      PartitionGrid grid,
      RowFilters filters,
      RowSpread spread,
      List<Block> blocks) {
    this.spec = spec;
    this.grid = grid;
    this.filters = filters;
    this.spread = spread;
    this.blocks = blocks;
  }

  /**
   * Cuts a plan.
   *
   * @param spread how the source rows lie over time
   */
  static TaskCutter of(
      BackfillSpec spec, PartitionGrid grid, RowFilters filters, RowSpread spread) {
    List<Block> blocks = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < grid.slices().size(); i++) {
      Instant end = grid.slices().get(i).range().to();
      boolean last =
          i == grid.slices().size() - 1 || grid.slices().get(i + 1).range().from().isAfter(end);
      if (last || spec.transform().grain().alignDown(end, spec.zone()).equals(end)) {
        blocks.add(new Block(start, i + 1, 0, grid.keys()));
        start = i + 1;
      }
    }
    if (spec.execution().order() == Execution.ScanOrder.NEWEST_FIRST) {
      blocks = blocks.reversed();
    }
    TaskCutter whole = new TaskCutter(spec, grid, filters, spread, List.of());
    return new TaskCutter(
        spec,
        grid,
        filters,
        spread,
        whole.firstOnes(blocks).stream().flatMap(block -> whole.fitting(block).stream()).toList());
  }

  /** Every task in execution order. Waves that would be empty are left out. */
  List<PlannedTask> tasks() {
    Tasks tasks = new Tasks();
    int done = 0;
    int next = 0;
    for (Percentage share : spec.waves()) {
      int goal = (int) Math.ceil(share.fraction() * grid.size() - 1e-9);
      while (next < blocks.size() && (done < goal || isJoined(next))) {
        Block block = blocks.get(next++);
        done += block.partitions();
        tasks.add(block);
      }
      tasks.endWave();
    }
    return tasks.numbered();
  }

  /** Those that everybody waits for before the others, both in the order that they have. */
  private List<Block> firstOnes(List<Block> ordered) {
    Map<Boolean, List<Block>> split =
        ordered.stream().collect(Collectors.partitioningBy(this::isFirst));
    return Stream.of(true, false)
        .flatMap(first -> split.getOrDefault(first, List.of()).stream())
        .toList();
  }

  /** With one key of a time the others come, too. */
  private boolean isFirst(Block block) {
    if (spec.scope().first().isEmpty()) {
      return false;
    }
    for (int slice = block.fromSlice(); slice < block.toSlice(); slice++) {
      TimeRange range = grid.slices().get(slice).range();
      if (grid.ids(slice, slice + 1, 0, grid.keys()).stream()
          .anyMatch(id -> spec.scope().isFirst(id, range))) {
        return true;
      }
    }
    return false;
  }

  /** Rows are counted by time alone, so that a count needs all keys of a time in one wave. */
  private boolean isJoined(int index) {
    return index > 0
        && blocks.get(index).fromKey() > 0
        && spec.checks().stream().anyMatch(Check.RowCount.class::isInstance);
  }

  /** The block, or its parts by key where it is too large for one task. */
  private List<Block> fitting(Block block) {
    requireFewSlices(block);
    if (grid.keys() == 1 || fits(block)) {
      return List.of(block);
    }
    List<Block> parts = new ArrayList<>();
    int from = 0;
    for (int key = 1; key <= grid.keys(); key++) {
      if (key == grid.keys() || !fits(block.keys(from, key + 1))) {
        parts.add(block.keys(from, key));
        from = key;
      }
    }
    return parts;
  }

  private boolean fits(Block block) {
    return rows(block) <= spec.execution().rowsPerTask()
        && block.partitions() <= spec.execution().partitionsPerTaskMax();
  }

  private long rows(Block block) {
    return grid.rows(block.fromSlice(), block.toSlice(), block.fromKey(), block.toKey());
  }

  private TimeRange range(int fromSlice, int toSlice) {
    return new TimeRange(
        grid.slices().get(fromSlice).range().from(), grid.slices().get(toSlice - 1).range().to());
  }

  private void requireFewSlices(Block block) {
    int max = spec.execution().partitionsPerTaskMax();
    int count = block.toSlice() - block.fromSlice();
    if (count > max) {
      throw new HindcastException(
          ErrorCode.PLAN_TOO_LARGE,
          ("transform.grain joins %d partitions into one task %s; at most %d are allowed"
                  + " (execution.partitionsPerTaskMax). Use a smaller grain or a larger limit")
              .formatted(count, range(block.fromSlice(), block.toSlice()), max));
    }
  }

  /** Slices that no cut in time can separate, with some of their keys; ends are exclusive. */
  private record Block(int fromSlice, int toSlice, int fromKey, int toKey) {
    int partitions() {
      return (toSlice - fromSlice) * (toKey - fromKey);
    }

    Block keys(int from, int to) {
      return new Block(fromSlice, toSlice, from, to);
    }
  }

  private boolean isWhole(Block block) {
    return block.toKey() - block.fromKey() == grid.keys();
  }

  private Piece piece(Block block) {
    return new Piece(
        range(block.fromSlice(), block.toSlice()),
        grid.ids(block.fromSlice(), block.toSlice(), block.fromKey(), block.toKey()),
        rows(block));
  }

  /** What becomes a task of which wave. */
  private record Planned(int wave, TaskPart part, RowFilter filter) {}

  /** Blocks on their way to becoming tasks. Only those with all keys can be coalesced. */
  private final class Tasks {
    private final List<Planned> planned = new ArrayList<>();
    private TaskPacker packer = packer();
    private int wave;
    private boolean essential;

    private TaskPacker packer() {
      return new TaskPacker(spec, spec.execution().rowsPerTask());
    }

    void add(Block block) {
      boolean first = isFirst(block);
      if (first != essential) {
        packer.close();
        essential = first;
      }
      if (isWhole(block)) {
        packer.add(piece(block), spread::before);
      } else {
        flush(filters.whole());
        packer.add(piece(block), spread::before);
        flush(filters.part(block.fromKey(), block.toKey()));
      }
    }

    void endWave() {
      flush(filters.whole());
      if (!planned.isEmpty() && planned.getLast().wave() == wave) {
        wave++;
      }
    }

    private void flush(RowFilter filter) {
      packer.parts().forEach(part -> planned.add(new Planned(wave, part, filter)));
      packer = packer();
    }

    /** With ids that sort in execution order, even when there are several times as many later. */
    List<PlannedTask> numbered() {
      int digits = Math.max(TASK_DIGITS_MIN, Integer.toString(planned.size()).length() + 1);
      return IntStream.range(0, planned.size())
          .mapToObj(i -> task(i + 1, digits, planned.get(i)))
          .toList();
    }

    private static PlannedTask task(int index, int digits, Planned planned) {
      String number = Integer.toString(index);
      Piece content = planned.part().content();
      return new PlannedTask(
          "t" + "0".repeat(digits - number.length()) + number,
          planned.wave(),
          content.range(),
          content.partitionIds(),
          content.rows(),
          planned.filter(),
          planned.part().shape());
    }
  }
}
