package io.hindcast.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryReliefTest {
  private static final Instant LATER = Instant.parse("2001-02-01T00:00:00Z");

  @Test
  void thriftComesFirstAndOtherErrorsAreNoReasonToSplit() {
    Task task = Tasks.whole(10, 10, 10, 10, 10).with(new TaskState.Pending(LATER));
    assertThat(parts(task.tried(new Tries(0, 1, 1)), ErrorCode.WAREHOUSE_OUT_OF_MEMORY)).isZero();
    assertThat(parts(task.tried(new Tries(0, 2, 2)), ErrorCode.INTERNAL)).isZero();
    assertThat(parts(task.tried(new Tries(0, 2, 2)), ErrorCode.WAREHOUSE_OUT_OF_MEMORY))
        .isEqualTo(4);
  }

  @Test
  void whatWasGivenUpIsNotSplit() {
    Task task =
        Tasks.whole(10, 10, 10, 10, 10)
            .with(new TaskState.GaveUp(ErrorCode.WAREHOUSE_OUT_OF_MEMORY, "too much"))
            .tried(new Tries(0, 3, 3));
    assertThat(parts(task, ErrorCode.WAREHOUSE_OUT_OF_MEMORY)).isZero();
  }

  @Test
  void partsAreThriftyFromTheirFirstAttemptOn() {
    Task task =
        Tasks.whole(10, 10, 10, 10, 10)
            .with(new TaskState.Pending(LATER))
            .tried(new Tries(4, 2, 2));
    assertThat(MemoryRelief.parts(Tasks.daily(), task, ErrorCode.WAREHOUSE_OUT_OF_MEMORY))
        .allSatisfy(part -> {
          assertThat(part.tries()).isEqualTo(new Tries(0, 1, 1));
          assertThat(part.state()).isEqualTo(new TaskState.Pending(LATER));
        });
  }

  private static int parts(Task task, ErrorCode code) {
    return MemoryRelief.parts(Tasks.daily(), task, code).size();
  }
}
