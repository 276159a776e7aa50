package io.hindcast.core.check;

import static io.hindcast.core.check.Orders.days;
import static io.hindcast.core.check.Orders.part;
import static io.hindcast.core.check.Orders.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.fence.SourceState;
import io.hindcast.core.time.TimeRange;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ValidationOrderTest {

  @Test
  void joinsNeighboursWhateverTheirOrder() {
    List<TaskRun> runs = Orders.of(task(3), task(1), task(2), task(7, 9)).runs();

    assertThat(runs).extracting(TaskRun::range).containsExactly(days(1, 4), days(7, 9));
    assertThat(runs.getFirst().partitionIds()).containsExactly("p1", "p2", "p3");
  }

  @Test
  void tasksThatShareARangeAreOfOneRunAndAreNotParted() {
    ValidationOrder order =
        Orders.of(
            Orders.keyed(1, "a"),
            task(2),
            Orders.keyed(1, "b"),
            Orders.keyed(3, "a"),
            Orders.keyed(3, "b"),
            Orders.keyed(3, "c"));

    TaskRun run = order.runs().getFirst();

    assertThat(order.runs()).hasSize(1);
    assertThat(run.range()).isEqualTo(days(1, 4));
    assertThat(run.halves()).extracting(half -> half.tasks().size()).containsExactly(3, 3);
    assertThat(run.halves().getFirst().halves())
        .extracting(TaskRun::range)
        .containsExactly(days(1, 2), days(2, 3));
    assertThat(run.halves().getLast().divisible()).isFalse();
    assertThat(run.counted()).isEmpty();
  }

  /** Two keys of one day, whose chunks end at other times. */
  @Test
  void chunksOfDifferentKeysAreOfOneRunThatCannotBeParted() {
    ValidationOrder order =
        Orders.of(
            Orders.chunk(1, 2, "a"),
            Orders.chunk(1, 3, "b"),
            Orders.chunk(2, 4, "a"),
            Orders.chunk(3, 4, "b"),
            task(4));

    TaskRun run = order.runs().getFirst();

    assertThat(order.runs()).hasSize(1);
    assertThat(run.halves()).extracting(TaskRun::range).containsExactly(days(1, 4), days(4, 5));
    assertThat(run.halves().getFirst().divisible()).isFalse();
  }

  @Property
  void runsCoverEachTaskOnceAndDoNotTouch(
      @ForAll @Size(min = 1, max = 60) Set<@IntRange(max = 100) Integer> days) {
    ValidationOrder order = Orders.of(days.stream().map(Orders::task).toArray(JudgedTask[]::new));

    List<TaskRun> runs = order.runs();

    assertThat(runs.stream().flatMap(run -> run.tasks().stream()))
        .containsExactlyInAnyOrderElementsOf(order.tasks());
    assertThat(runs.stream().mapToLong(run -> run.range().length().toDays()).sum())
        .isEqualTo(days.size());
    for (int i = 1; i < runs.size(); i++) {
      TimeRange before = runs.get(i - 1).range();
      assertThat(before.to()).isBefore(runs.get(i).range().from());
    }
  }

  @Property
  void halvesAreSmallerAndLoseNothing(@ForAll @IntRange(min = 2, max = 50) int size) {
    TaskRun run =
        Orders.of(IntStream.range(0, size).mapToObj(Orders::task).toArray(JudgedTask[]::new))
            .runs()
            .getFirst();

    List<TaskRun> halves = run.halves();

    assertThat(halves.getFirst().range().span(halves.getLast().range())).isEqualTo(run.range());
    assertThat(halves).allSatisfy(half -> assertThat(half.tasks()).hasSizeLessThan(size));
    assertThat(halves.stream().flatMap(half -> half.partitionIds().stream()).toList())
        .isEqualTo(run.partitionIds());
  }

  @Test
  void chunksOfAPartitionAreNotToldApart() {
    TaskRun run =
        Orders.of(task(1), chunk(2, "p"), chunk(3, "p"), chunk(4, "p"), task(5)).runs().getFirst();

    assertThat(run.partitionIds()).containsExactly("p1", "p", "p5");
    assertThat(run.halves()).extracting(TaskRun::range).containsExactly(days(1, 2), days(2, 6));
    assertThat(Orders.of(chunk(2, "p"), chunk(3, "p")).runs().getFirst().divisible()).isFalse();
  }

  @Test
  void tasksOfTheSameTimeStayTogetherWhetherOrNotTheyAreChunks() {
    ValidationOrder order =
        Orders.of(task(1), task(4, 5), of(task(2, 4), "a"), chunk(2, "b"), chunk(3, "b"));

    TaskRun run = order.runs().getFirst();

    assertThat(order.runs()).hasSize(1);
    assertThat(run.range()).isEqualTo(days(1, 5));
    assertThat(run.halves()).extracting(TaskRun::range).containsExactly(days(1, 2), days(2, 5));
    assertThat(run.halves().getLast().halves())
        .extracting(TaskRun::range)
        .containsExactly(days(2, 4), days(4, 5));
    assertThat(run.halves().getLast().halves().getFirst().divisible()).isFalse();
    assertThat(
            Orders.of(chunk(1, "a"), chunk(2, "a"), chunk(1, "b"), chunk(2, "b"))
                .runs()
                .getFirst()
                .divisible())
        .isFalse();
  }

  private static JudgedTask chunk(int day, String partition) {
    return of(task(day), partition);
  }

  private static JudgedTask of(JudgedTask task, String partition) {
    return new JudgedTask(
        task.id(), task.range(), task.reach(), List.of(partition), task.fence(), List.of());
  }

  @Test
  void namesTheTasksWhoseSourcesMoved() {
    ValidationOrder order = Orders.of(task(1), task(2), task(3));

    assertThat(order.movedTasks(SourceState.of(List.of(part(5, days(0, 31)))))).isEmpty();
    assertThat(order.movedTasks(SourceState.of(List.of(part(5, days(0, 31)), part(6, days(2, 3))))))
        .containsExactly("t2");
    assertThat(order.movedTasks(SourceState.of(List.of(part(6, days(0, 31))))))
        .containsExactly("t1", "t2", "t3");
  }

  @Test
  void listsPartitionsOnce() {
    assertThat(Orders.of(task(2), task(1), task(2)).partitionIds()).containsExactly("p1", "p2");
  }

  @Test
  void needsATask() {
    assertThatThrownBy(Orders::of).hasMessageContaining("names no tasks");
  }
}
