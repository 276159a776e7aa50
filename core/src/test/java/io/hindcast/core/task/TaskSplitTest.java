package io.hindcast.core.task;

import static io.hindcast.core.task.Tasks.daily;
import static io.hindcast.core.task.Tasks.days;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TaskSplitTest {
  private static final Instant LATER = Tasks.START.plusSeconds(60);

  @Test
  void tellsPartitionsApartBeforeItCutsOne() {
    List<Task> parts = TaskSplit.split(daily(), Tasks.whole(10, 20, 30, 40), 2, LATER);

    assertThat(parts).extracting(Task::taskId).containsExactly("t00005.1", "t00005.2");
    assertThat(parts).extracting(Task::range).containsExactly(days(0, 3), days(3, 4));
    assertThat(parts.getFirst().partitionIds()).containsExactly("p0", "p1", "p2");
    assertThat(parts).extracting(Task::rowsToRead).containsExactly(60L, 40L);
    assertThat(parts).noneMatch(Task::isChunk);
  }

  @Test
  void cutsASinglePartitionIntoChunksAtGrainSteps() {
    List<Task> parts = TaskSplit.split(daily(), Tasks.partition(7, 700), 3, LATER);

    assertThat(parts).extracting(Task::taskId).containsExactly("t00005.1", "t00005.2", "t00005.3");
    assertThat(parts).extracting(Task::range).containsExactly(days(0, 2), days(2, 5), days(5, 7));
    assertThat(parts).extracting(Task::shape).containsOnly(new TaskShape.Chunk(days(0, 7)));
    assertThat(parts).extracting(Task::partitionIds).containsOnly(List.of("p"));
    assertThat(parts.stream().mapToLong(Task::rowsToRead).sum()).isEqualTo(700);
  }

  @Test
  void aPartStandsWhereItsTaskStoodAndHasNotBeenTriedYet() {
    Task task = Tasks.partition(2, 20);

    Task part = TaskSplit.split(daily(), task, 2, LATER).getFirst();

    assertThat(part.wave()).isEqualTo(task.wave());
    assertThat(part.pass()).isEqualTo(task.pass());
    assertThat(part.round()).isEqualTo(task.round());
    assertThat(part.generation()).isEqualTo(task.generation());
    assertThat(part.attempt()).isZero();
    assertThat(part.state()).isEqualTo(new TaskState.Pending(LATER));
  }

  @Test
  void aChunkIsSplitIntoChunksOfTheSamePartition() {
    List<Task> parts = TaskSplit.split(daily(), Tasks.chunk("t00005.2", 4, 8), 2, LATER);

    assertThat(parts).extracting(Task::taskId).containsExactly("t00005.2.1", "t00005.2.2");
    assertThat(parts).extracting(Task::shape).containsOnly(new TaskShape.Chunk(days(0, 10)));
  }

  @Test
  void whatIsOneGrainStepOrFilteredByPartitionCannotBeSplit() {
    assertThat(TaskSplit.split(daily(), Tasks.partition(1, 1_000_000), 4, LATER)).isEmpty();
    assertThat(TaskSplit.split(daily(), Tasks.chunk("t00005.2", 4, 5), 4, LATER)).isEmpty();
    assertThat(
            TaskSplit.split(
                Tasks.spec("1d", Transform.Stray.FILTER, ScanOrder.OLDEST_FIRST),
                Tasks.partition(9, 90),
                4,
                LATER))
        .isEmpty();
    assertThatThrownBy(() -> TaskSplit.split(daily(), Tasks.partition(9, 90), 1, LATER))
        .hasMessageContaining("at least 2");
  }

  @Test
  void partsAreRunInTheOrderOfTheSpec() {
    List<Task> parts =
        TaskSplit.split(
            Tasks.spec("1d", Transform.Stray.FAIL, ScanOrder.NEWEST_FIRST),
            Tasks.partition(12, 120),
            12,
            LATER);

    assertThat(parts).extracting(Task::taskId).startsWith("t00005.01").endsWith("t00005.12");
    assertThat(parts.getFirst().range()).isEqualTo(days(11, 12));
  }

  @Property(tries = 300)
  void partsOfPartsMakeUpTheTask(
      @ForAll @Size(min = 1, max = 12) List<@LongRange(max = 1000) Long> rows,
      @ForAll @IntRange(min = 2, max = 15) int first,
      @ForAll @IntRange(min = 2, max = 5) int second) {
    Task task = Tasks.whole(rows.stream().mapToLong(Long::longValue).toArray());
    BackfillSpec spec = Tasks.spec("1h", Transform.Stray.FAIL, ScanOrder.OLDEST_FIRST);

    List<Task> parts =
        splitOrSame(spec, task, first).stream()
            .flatMap(part -> splitOrSame(spec, part, second).stream())
            .toList();

    assertThat(parts).extracting(Task::taskId).doesNotHaveDuplicates().isSorted();
    assertThat(parts).extracting(Task::range).isSorted();
    assertAdjoin(task.range(), parts.stream().map(Task::range).toList());
    assertThat(parts.stream().flatMap(part -> part.partitionIds().stream()).distinct())
        .containsExactlyElementsOf(task.partitionIds());
    assertThat(parts.stream().mapToLong(Task::rowsToRead).sum()).isEqualTo(task.rowsToRead());
    Chunks.byPartitions(parts.stream().filter(Task::isChunk).toList())
        .forEach(chunks -> assertThat(Chunks.stagingOf(staged(chunks))).hasSameSizeAs(chunks));
    assertThat(parts)
        .allSatisfy(part -> {
          if (part.shape() instanceof TaskShape.Whole whole) {
            assertThat(whole.pieces().stream().map(Piece::range).reduce(TimeRange::span))
                .contains(part.range());
          }
        });
  }

  private static List<Task> splitOrSame(BackfillSpec spec, Task task, int parts) {
    List<Task> split = TaskSplit.split(spec, task, parts, LATER);
    return split.isEmpty() ? List.of(task) : split;
  }

  private static List<Task> staged(List<Task> chunks) {
    return chunks.stream().map(ChunksTest::staged).toList();
  }

  private static void assertAdjoin(TimeRange whole, List<TimeRange> ranges) {
    Instant at = whole.from();
    for (TimeRange range : ranges) {
      assertThat(range.from()).isEqualTo(at);
      at = range.to();
    }
    assertThat(at).isEqualTo(whole.to());
  }
}
