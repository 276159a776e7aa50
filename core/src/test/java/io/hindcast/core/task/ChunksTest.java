package io.hindcast.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChunksTest {
  private static final Task FIRST = Tasks.chunk("t00001", 0, 4);
  private static final Task SECOND = Tasks.chunk("t00002", 4, 7);
  private static final Task THIRD = Tasks.chunk("t00003", 7, 10);

  static Task staged(Task chunk) {
    return chunk.with(new TaskState.Staged(table(chunk)));
  }

  private static Task promoted(Task chunk) {
    return TaskMachine.promoted(staged(chunk), table(chunk)).orElseThrow();
  }

  private static TableName table(Task chunk) {
    return new TableName("hindcast", chunk.taskId());
  }

  @Test
  void arePutTogetherOnlyWhenAllOfTheirPartitionAreStaged() {
    assertThat(Chunks.stagingOf(List.of(staged(FIRST), staged(SECOND), staged(THIRD))))
        .containsExactly(table(FIRST), table(SECOND), table(THIRD));
    assertThat(Chunks.stagingOf(List.of(staged(FIRST), SECOND, staged(THIRD)))).isEmpty();
    assertThat(Chunks.stagingOf(List.of(staged(FIRST), staged(THIRD)))).isEmpty();
    assertThat(Chunks.stagingOf(List.of(staged(FIRST), staged(SECOND)))).isEmpty();
    assertThat(Chunks.stagingOf(List.of())).isEmpty();
  }

  @Test
  void arePutTogetherInTheOrderOfTimeWhateverTheOrderOfWork() {
    // As newestFirst, splits and several workers leave them.
    Task late = staged(Tasks.chunk("t00001", 7, 10));
    Task split = staged(Tasks.chunk("t00002.2", 0, 2));
    Task middle = staged(Tasks.chunk("t00002.1", 2, 7));

    assertThat(Chunks.stagingOf(List.of(late, middle, split)))
        .containsExactly(table(split), table(middle), table(late));
  }

  @Property(tries = 200)
  void anyOrderOfWorkGivesTheSameAssembly(
      @ForAll @Size(min = 1, max = 6) Set<@IntRange(min = 1, max = 9) Integer> cuts,
      @ForAll Random random) {
    List<Integer> borders =
        Stream.concat(Stream.of(0, 10), cuts.stream()).distinct().sorted().toList();
    List<Task> chunks = new ArrayList<>();
    for (int i = 0; i + 1 < borders.size(); i++) {
      String id = "t%05d".formatted(random.nextInt(100_000));
      chunks.add(staged(Tasks.chunk(id + "." + i, borders.get(i), borders.get(i + 1))));
    }
    List<TableName> inTime = chunks.stream().map(ChunksTest::table).toList();

    Collections.shuffle(chunks, random);

    assertThat(Chunks.stagingOf(chunks)).isEqualTo(inTime);
  }

  @Test
  void ofTwoRoundsAreNotPutTogether() {
    Task other = staged(SECOND).at(4, 3, 3, 2, staged(SECOND).state());

    assertThat(Chunks.stagingOf(List.of(staged(FIRST), other, staged(THIRD)))).isEmpty();
  }

  @Test
  void onlyTheOneWhoseSourceMovedIsRunAgain() {
    List<Task> chunks = List.of(promoted(FIRST), promoted(SECOND), promoted(THIRD));

    List<Task> next = Chunks.rerun(List.of(chunks.get(1)), chunks, 9, 5, Tasks.START);

    assertThat(next).allMatch(task -> task.pass() == 9 && task.round() == 5);
    assertThat(next)
        .extracting(Task::state)
        .containsExactly(
            staged(FIRST).state(), new TaskState.Pending(Tasks.START), staged(THIRD).state());
    assertThat(next).extracting(Task::generation).containsExactly(3, 4, 3);
  }

  @Test
  void areToldApartByTheirPartitions() {
    Task whole = Tasks.partition(3, 30);
    Task other =
        new Task(
            "t00009", 0, 0, 0, THIRD.range(), List.of("q"), 1, 0, 0, THIRD.state(), THIRD.shape());

    assertThat(Chunks.byPartitions(List.of(FIRST, other, SECOND)))
        .containsExactly(List.of(FIRST, SECOND), List.of(other));
    assertThat(Chunks.rerun(List.of(whole), List.of(), 9, 5, Tasks.START))
        .containsExactly(TaskMachine.rerun(whole, 9, 5, Tasks.START));
  }
}
