package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.status.BackfillStatus;
import io.hindcast.schemas.ControlAction;
import io.hindcast.schemas.Task;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OverlapIT {
  private static final String QUEUE = Scene.AT_ONCE + "\n  execution: {overlap: queue}";

  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();
  private Scene scene;

  @BeforeEach
  void set() throws Exception {
    scene = new Scene();
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void theSecondIsRejectedWithTheFirstAndWhatIsCommon() throws Exception {
    scene.submit(first, scene.yaml(1, 11, Scene.AT_ONCE));
    scene.task(first, 0);
    scene.submit(second, scene.yaml(9, 15, Scene.AT_ONCE));
    scene.awaitState(second, "REJECTED");

    BackfillStatus.Reason reason = scene.planner.status(second).reason().orElseThrow();
    assertThat(reason.code()).isEqualTo("BACKFILL_OVERLAP");
    assertThat(reason.message())
        .contains(first.toString(), "(daily-01) is RUNNING", "2 of the same partitions")
        .contains("20200109, 20200110", "execution.overlap: queue");
    assertThat(scene.planner.sent(Task.class, second)).isEmpty();
  }

  @Test
  void theSecondWaitsWhereTheSpecSaysSoAndIsPlannedByItself() throws Exception {
    scene.submit(first, scene.yaml(1, 11, Scene.AT_ONCE));
    scene.task(first, 0);
    scene.submit(second, scene.yaml(9, 15, QUEUE));
    scene.awaitState(second, "QUEUED");
    assertThat(scene.planner.status(second).reason().orElseThrow().message())
        .contains("Waits for the end of another backfill", first.toString());

    scene.control(first, ControlAction.CANCEL);
    scene.awaitState(second, "RUNNING");
    scene.task(second, 0);
    assertThat(scene.planner.status(second).reason()).isEmpty();
  }

  @Test
  void whoWaitsLongerIsServedFirstAndCanBeCancelled() throws Exception {
    UUID third = UUID.randomUUID();
    scene.submit(first, scene.yaml(1, 11, Scene.AT_ONCE));
    scene.task(first, 0);
    scene.submit(second, scene.yaml(9, 15, QUEUE));
    scene.awaitState(second, "QUEUED");
    scene.submit(third, scene.yaml(12, 20, QUEUE));
    scene.awaitState(third, "QUEUED");
    assertThat(scene.planner.status(third).reason().orElseThrow().message())
        .contains(second.toString());

    scene.control(second, ControlAction.CANCEL);
    scene.awaitState(third, "RUNNING");
    assertThat(scene.state(second)).isEqualTo("CANCELLED");
  }

  @Test
  void disjointPartitionsRunSideBySide() throws Exception {
    scene.submit(first, scene.yaml(1, 9, Scene.AT_ONCE));
    scene.submit(second, scene.yaml(9, 15, Scene.AT_ONCE));
    scene.task(first, 0);
    scene.task(second, 0);
    assertThat(scene.state(first)).isEqualTo("RUNNING");
    assertThat(scene.state(second)).isEqualTo("RUNNING");
  }

  @Test
  void aRollbackCountsAsAtWork() throws Exception {
    scene.swapped(first);
    scene.control(first, ControlAction.ROLLBACK);
    scene.submit(second, scene.yaml(9, 15, Scene.AT_ONCE));
    scene.awaitState(second, "REJECTED");
    assertThat(scene.planner.status(second).reason().orElseThrow().message())
        .contains(first + " (daily-01) is ROLLING_BACK");
  }

  @Test
  void aRollbackIsRefusedWhileAnotherIsAtWorkOnThePartitions() throws Exception {
    scene.swapped(first);
    scene.submit(second, scene.yaml(9, 15, Scene.AT_ONCE));
    scene.task(second, 0);
    scene.control(first, ControlAction.ROLLBACK);

    assertThat(scene.state(first)).isEqualTo("SWAPPED");
    assertThat(scene.planner.status(first).warnings().getFirst())
        .contains("BACKFILL_OVERLAP", second.toString(), "20200109, 20200110", "cancel it");
    assertThat(scene.swaps(first)).isEqualTo(1);
  }
}
