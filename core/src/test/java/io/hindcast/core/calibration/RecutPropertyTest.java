package io.hindcast.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Grain;
import io.hindcast.core.spec.Metadata;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.spec.Source;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.spec.Target;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Piece;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecutPropertyTest {
  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final TaskState NEW = new TaskState.Pending(Instant.EPOCH);

  @Property(tries = 500)
  void everyWaveKeepsItsPartitionsThroughAnySequenceOfSizes(
      @ForAll @Size(min = 1, max = 30) List<@LongRange(max = 5000) Long> rows,
      @ForAll @Size(min = 1, max = 5) List<@LongRange(min = 1, max = 20_000) Long> sizes,
      @ForAll Execution.ScanOrder order,
      @ForAll @IntRange(min = 1, max = 3) int waves) {
    BackfillSpec spec = spec(order);
    List<Task> tasks = oneForEach(rows, order, waves);

    List<Task> now = tasks;
    for (long size : sizes) {
      List<Task> next = Recut.of(spec, now, size);
      now = next.isEmpty() ? now : next;

      assertThat(hours(now)).isEqualTo(hours(tasks));
      assertThat(rows(now)).isEqualTo(rows(tasks));
      assertThat(now).extracting(Task::taskId).doesNotHaveDuplicates().isSorted();
      assertThat(now).extracting(Task::wave).isSorted();
      assertThat(Recut.untouched(now, -1)).isEqualTo(now);
      assertFitting(now, size);
    }
  }

  private static void assertFitting(List<Task> tasks, long size) {
    for (Task task : tasks) {
      boolean many = task.shape() instanceof TaskShape.Whole whole && whole.pieces().size() > 1;
      if (many) {
        assertThat(task.rowsToRead()).isLessThanOrEqualTo(size);
      }
    }
  }

  /** For each hour that a task computes: its wave and the partition that it goes into. */
  private static Map<String, Set<Instant>> hours(List<Task> tasks) {
    Map<String, Set<Instant>> hours = new TreeMap<>();
    for (Task task : tasks) {
      List<Piece> pieces =
          task.shape() instanceof TaskShape.Whole whole
              ? whole.pieces()
              : List.of(new Piece(task.range(), task.partitionIds(), 0));
      for (Piece piece : pieces) {
        String key = task.wave() + " " + piece.partitionIds();
        for (Instant at = piece.range().from();
            at.isBefore(piece.range().to());
            at = at.plus(Duration.ofHours(1))) {
          assertThat(hours.computeIfAbsent(key, k -> new TreeSet<>()).add(at)).isTrue();
        }
      }
    }
    return hours;
  }

  private static Map<Integer, Long> rows(List<Task> tasks) {
    return tasks.stream()
        .collect(
            Collectors.groupingBy(
                Task::wave, TreeMap::new, Collectors.summingLong(Task::rowsToRead)));
  }

  @Test
  void tellsWhenAWaveHasBegun() {
    List<Task> tasks = oneForEach(List.of(1L, 1L, 1L), Execution.ScanOrder.OLDEST_FIRST, 3);
    Task begun =
        new Task(
            "t00003",
            2,
            2,
            0,
            tasks.get(2).range(),
            tasks.get(2).partitionIds(),
            1,
            0,
            1,
            new TaskState.Dispatched(START));

    assertThat(Recut.untouched(tasks, 0)).isEqualTo(tasks.subList(1, 3));
    assertThat(Recut.untouched(List.of(tasks.get(0), tasks.get(1), begun), 0)).isEmpty();
    assertThat(Recut.untouched(tasks, 2)).isEmpty();
  }

  @Test
  void leavesTasksAsTheyAreWhenNothingWouldChange() {
    BackfillSpec spec = spec(Execution.ScanOrder.OLDEST_FIRST);
    List<Task> tasks = oneForEach(List.of(900L, 900L), Execution.ScanOrder.OLDEST_FIRST, 1);

    assertThat(Recut.of(spec, tasks, 1000)).isEmpty();
    assertThat(Recut.of(spec, tasks, 2000)).extracting(Task::taskId).containsExactly("t00001");
    assertThat(Recut.of(spec, tasks, 450)).hasSize(4).allMatch(Task::isChunk);
  }

  @Test
  void leavesTasksAsTheyAreWhenTheirIdsWouldNotSort() {
    List<Task> last =
        oneForEach(List.of(900L), Execution.ScanOrder.OLDEST_FIRST, 1).stream()
            .map(task ->
                new Task(
                    "t99999",
                    0,
                    0,
                    0,
                    task.range(),
                    task.partitionIds(),
                    task.rowsToRead(),
                    0,
                    0,
                    NEW))
            .toList();

    assertThat(Recut.of(spec(Execution.ScanOrder.OLDEST_FIRST), last, 450)).isEmpty();
  }

  private static List<Task> oneForEach(List<Long> rows, Execution.ScanOrder order, int waves) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int day = order == Execution.ScanOrder.OLDEST_FIRST ? i : rows.size() - 1 - i;
      int wave = i * waves / rows.size();
      tasks.add(
          new Task(
              "t%05d".formatted(i + 1),
              wave,
              wave,
              0,
              day(day),
              List.of("p" + day),
              rows.get(i),
              0,
              0,
              NEW));
    }
    return tasks;
  }

  private static TimeRange day(int day) {
    Instant from = START.plus(Duration.ofDays(day));
    return new TimeRange(from, from.plus(Duration.ofDays(1)));
  }

  private static BackfillSpec spec(Execution.ScanOrder order) {
    return new BackfillSpec(
        new Metadata("fix", "ada", new TreeMap<>()),
        new Target(new TableName("shop", "daily"), List.of("day")),
        new Source(List.of(new TableName("shop", "raw")), Duration.ZERO, Duration.ZERO),
        new Transform(
            "1",
            Grain.parse("1h"),
            "SELECT 1 FROM shop.raw WHERE t >= {from:DateTime} AND t < {to:DateTime}",
            Transform.Stray.FAIL,
            Transform.EmptyPartitions.FAIL),
        new TimeRange(START, START.plus(Duration.ofDays(31))),
        ZoneOffset.UTC,
        new Execution(2, 1000, 7, 3, new TreeMap<>(), order, Execution.Overlap.REFUSE),
        List.of(Percentage.of(100)),
        List.of(),
        new SwapPolicy(
            SwapPolicy.Strategy.EXCHANGE, SwapPolicy.Approval.AUTO, Duration.ofDays(7), 3));
  }
}
