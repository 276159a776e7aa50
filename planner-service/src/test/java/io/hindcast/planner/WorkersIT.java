package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.planner.PostgresBackfillStore;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.worker.Fleet;
import io.hindcast.core.worker.SeenWorker;
import io.hindcast.core.worker.WorkerReport.State;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.WorkerReport;
import io.hindcast.schemas.WorkerState;
import io.hindcast.schemas.codec.MessageMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersIT {
  private final PlannerUnderTest planner = new PlannerUnderTest();
  private final BackfillStore store = new PostgresBackfillStore(planner.database);
  private final String id = "w-" + UUID.randomUUID();

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void theLastReportCountsHoweverLateAnEarlierOneComes() throws Exception {
    Instant now = Instant.now();
    planner.deliver(Topics.WORKERS, report(now, WorkerState.DRAINING));
    planner.deliver(Topics.WORKERS, report(now.minusSeconds(5), WorkerState.SERVING));
    assertThat(seen().report().state()).isEqualTo(State.DRAINING);
    assertThat(seen().report().tasks()).containsExactly("b/t00001");
    assertThat(seen().report().work().rowsPerSecond()).isEqualTo(50);

    planner.deliver(Topics.WORKERS, report(now.plusSeconds(1), WorkerState.STOPPED));
    assertThat(seen().report().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void aConditionIsNamedOnceWhenItChanges() throws Exception {
    planner.deliver(Topics.WORKERS, report(Instant.now(), WorkerState.SERVING));
    assertThat(changed(Fleet.Condition.WELL)).isFalse();
    assertThat(changed(Fleet.Condition.SLOW)).isTrue();
    assertThat(changed(Fleet.Condition.SLOW)).isFalse();
  }

  @Test
  void whoWasNotHeardOfForLongIsForgotten() throws Exception {
    planner.deliver(Topics.WORKERS, report(Instant.now(), WorkerState.SERVING));
    planner.ahead.set(Duration.ofHours(2));
    String later = "w-" + UUID.randomUUID();
    planner.deliver(
        Topics.WORKERS,
        WorkerReport.newBuilder(report(Instant.now(), WorkerState.SERVING))
            .setWorkerId(later)
            .build());
    assertThat(all()).extracting(it -> it.report().id()).contains(later).doesNotContain(id);
  }

  private boolean changed(Fleet.Condition condition) {
    return store.inTransaction(tx -> tx.workers().changed(id, condition));
  }

  private SeenWorker seen() {
    return all().stream().filter(it -> it.report().id().equals(id)).findFirst().orElseThrow();
  }

  private List<SeenWorker> all() {
    return store.inTransaction(tx -> tx.workers().since(Instant.EPOCH));
  }

  private WorkerReport report(Instant at, WorkerState state) {
    return WorkerReport.newBuilder()
        .setMeta(
            MessageMeta.stamp(
                WorkerReport.class, UUID.randomUUID(), MessageMeta.NO_BACKFILL, at, null))
        .setWorkerId(id)
        .setHost("host")
        .setVersion("1")
        .setStartedAt(at)
        .setSlots(2)
        .setState(state)
        .setTasks(List.of("b/t00001"))
        .setDone(1)
        .setFailed(0)
        .setFailedInRow(0)
        .setRecentTasks(1)
        .setRecentRows(100)
        .setRecentBusyMs(2000)
        .build();
  }
}
