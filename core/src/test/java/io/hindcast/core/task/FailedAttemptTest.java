package io.hindcast.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedAttemptTest {
  @Test
  void theCauseIsTheFirstFailureAndNotTheLast() {
    assertThat(cause(ErrorCode.WAREHOUSE_OUT_OF_MEMORY, ErrorCode.INTERNAL)).isEqualTo(1);
  }

  @Test
  void aWorkerThatFellSilentIsNoCauseWhereAnotherIsKnown() {
    assertThat(cause(ErrorCode.WORKER_LOST, ErrorCode.INTERNAL, ErrorCode.WORKER_LOST))
        .isEqualTo(2);
    assertThat(cause(ErrorCode.WORKER_LOST, ErrorCode.WORKER_LOST)).isEqualTo(1);
  }

  @Test
  void anOutageBeforeIsNoCauseOfWhatIsTheTasksOwn() {
    assertThat(cause(ErrorCode.WAREHOUSE_UNAVAILABLE, ErrorCode.WAREHOUSE_OUT_OF_MEMORY))
        .isEqualTo(2);
  }

  @Test
  void whatOnlyTheUserCanPutRightSpeaksForItself() {
    assertThat(cause(ErrorCode.QUERY_KILLED, ErrorCode.INTERNAL, ErrorCode.TRANSFORM_FAILED))
        .isEqualTo(3);
  }

  private static int cause(ErrorCode... codes) {
    List<FailedAttempt> failures = new ArrayList<>();
    for (ErrorCode code : codes) {
      int attempt = failures.size() + 1;
      failures.add(new FailedAttempt("t00001", 0, attempt, "w", Instant.EPOCH, code, "message", 0));
    }
    return FailedAttempt.cause(failures).attempt();
  }
}
