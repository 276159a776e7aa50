package io.hindcast.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.task.RowFilter.Clause;
import io.hindcast.core.task.RowFilter.Sense;
import io.hindcast.core.task.RowFilter.Term;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedRangesTest {
  private static final RowFilter SOME =
      new RowFilter(
          List.of(
              new Clause(
                  List.of(new Term("tenant", "String")), Sense.AMONG, List.of(List.of("a")))));

  private static final Task FIRST_A = task("t1", 1, SOME);
  private static final Task FIRST_B = task("t2", 1, SOME);
  private static final Task SECOND = task("t3", 2, RowFilter.NONE);
  private static final Task THIRD_A = task("t4", 3, SOME);
  private static final List<Task> ALL = List.of(FIRST_A, FIRST_B, SECOND, THIRD_A);

  @Test
  void aTaskWithSomeKeysBringsTheOthersOfItsRange() {
    assertThat(SharedRanges.complete(List.of(FIRST_B), ALL)).containsExactly(FIRST_A, FIRST_B);
  }

  @Test
  void aTaskWithAllKeysComesAlone() {
    assertThat(SharedRanges.complete(List.of(SECOND), ALL)).containsExactly(SECOND);
    assertThat(SharedRanges.complete(List.of(), ALL)).isEmpty();
  }

  private static Task task(String id, int day, RowFilter filter) {
    Instant start = Instant.parse("2001-01-01T00:00:00Z").plus(day, ChronoUnit.DAYS);
    return new Task(
        id,
        0,
        0,
        0,
        new TimeRange(start, start.plus(1, ChronoUnit.DAYS)),
        List.of(id),
        1,
        0,
        0,
        new TaskState.Pending(start),
        TaskShape.whole(new TimeRange(start, start.plus(1, ChronoUnit.DAYS)), List.of(id), 1),
        filter);
  }
}
