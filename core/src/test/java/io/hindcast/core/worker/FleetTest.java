package io.hindcast.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.worker.Fleet.Condition;
import io.hindcast.core.worker.WorkerReport.State;
import io.hindcast.core.worker.WorkerReport.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Instant NOW = Instant.parse("2001-01-01T00:00:00Z");
  private static final Duration SILENCE = Duration.ofSeconds(20);

  @Test
  void whoIsNotHeardOfIsSilentUnlessItHasStopped() {
    SeenWorker gone = worker("a", State.SERVING, Work.NONE, NOW.minusSeconds(21));
    SeenWorker stopped = worker("b", State.STOPPED, Work.NONE, NOW.minusSeconds(3600));
    SeenWorker there = worker("c", State.SERVING, Work.NONE, NOW.minusSeconds(20));
    Fleet fleet = fleet(gone, stopped, there);
    assertThat(conditions(fleet))
        .containsExactly(Condition.SILENT, Condition.LEAVING, Condition.WELL);
    assertThat(fleet.judged().getFirst().message()).contains("Worker a on host");
    assertThat(fleet.slots()).isEqualTo(4);
    assertThat(fleet.serving()).isEqualTo(1);
  }

  @Test
  void whoFailsInARowWhileOthersSucceedIsPoisoned() {
    SeenWorker failing = worker("a", State.RESTING, new Work(0, 3, 3, 0, 0, Duration.ZERO), NOW);
    SeenWorker well = worker("b", State.SERVING, new Work(9, 0, 0, 0, 0, Duration.ZERO), NOW);
    assertThat(conditions(fleet(failing, well)))
        .containsExactly(Condition.POISONED, Condition.WELL);
    SeenWorker failingToo = worker("c", State.RESTING, new Work(4, 3, 3, 0, 0, Duration.ZERO), NOW);
    assertThat(conditions(fleet(failing, failingToo)))
        .as("when all fail, it is not the worker")
        .containsExactly(Condition.WELL, Condition.WELL);
  }

  @Test
  void whoReadsFarLessThanThePeersIsSlowOnceThatIsProven() {
    SeenWorker fast = worker("a", State.SERVING, speed(10, 1000), NOW);
    SeenWorker other = worker("b", State.SERVING, speed(10, 800), NOW);
    assertThat(conditions(fleet(fast, other, worker("c", State.SERVING, speed(10, 190), NOW))))
        .containsExactly(Condition.WELL, Condition.WELL, Condition.SLOW);
    assertThat(conditions(fleet(fast, other, worker("c", State.SERVING, speed(10, 500), NOW))))
        .containsOnly(Condition.WELL);
    assertThat(conditions(fleet(fast, other, worker("c", State.SERVING, speed(4, 1), NOW))))
        .as("four tasks prove nothing")
        .containsOnly(Condition.WELL);
    assertThat(conditions(fleet(fast, worker("c", State.SERVING, speed(10, 1), NOW))))
        .as("one peer is no median")
        .containsOnly(Condition.WELL);
  }

  @Test
  void onlyThoseThatTakeTasksCount() {
    Fleet fleet =
        fleet(
            worker("a", State.SERVING, Work.NONE, NOW),
            worker("b", State.RESTING, Work.NONE, NOW),
            worker("c", State.DRAINING, Work.NONE, NOW));
    assertThat(fleet.slots()).isEqualTo(4);
  }

  private static Work speed(int tasks, long rowsPerSecond) {
    return new Work(tasks, 0, 0, tasks, rowsPerSecond * 100, Duration.ofSeconds(100));
  }

  private static Fleet fleet(SeenWorker... workers) {
    return new Fleet(Arrays.asList(workers), NOW, SILENCE);
  }

  private static List<Condition> conditions(Fleet fleet) {
    return fleet.judged().stream().map(Fleet.Judged::condition).toList();
  }

  private static SeenWorker worker(String id, State state, Work work, Instant seenAt) {
    return new SeenWorker(
        new WorkerReport(id, "host", "1", 4, state, "", List.of(), work, NOW, NOW), seenAt);
  }
}
