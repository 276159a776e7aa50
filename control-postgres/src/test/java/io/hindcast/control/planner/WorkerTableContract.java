package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.worker.Fleet;
import io.hindcast.core.worker.SeenWorker;
import io.hindcast.core.worker.WorkerReport;
import io.hindcast.core.worker.WorkerTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link WorkerTable} does. */
abstract class WorkerTableContract {
  private static final Instant NOW = TestBackfills.NOW;

  private final TestBackfills backfills;
  private final String id = "worker-" + UUID.randomUUID();

  WorkerTableContract(TestBackfills backfills) {
    this.backfills = backfills;
  }

  private WorkerReport report(Instant at, int slots) {
    return new WorkerReport(
        id,
        "host",
        "1.0",
        slots,
        WorkerReport.State.SERVING,
        "",
        List.of("b/t00001"),
        new WorkerReport.Work(5, 1, 0, 2, 1000, Duration.ofMillis(250)),
        NOW.minusSeconds(60),
        at);
  }

  @Test
  void theLatestReportCountsInWhateverOrderTheyCome() {
    change(workers -> workers.save(report(NOW, 2), NOW));
    change(workers -> workers.save(report(NOW.minusSeconds(1), 1), NOW.plusSeconds(1)));
    assertThat(since(NOW)).containsExactly(new SeenWorker(report(NOW, 2), NOW));
    change(workers -> workers.save(report(NOW.plusSeconds(1), 3), NOW.plusSeconds(2)));

    assertThat(since(NOW.plusSeconds(2)))
        .containsExactly(new SeenWorker(report(NOW.plusSeconds(1), 3), NOW.plusSeconds(2)));
    assertThat(since(NOW.plusSeconds(3))).isEmpty();
  }

  @Test
  void aConditionIsNewOnce() {
    change(workers -> workers.save(report(NOW, 2), NOW));

    assertThat(changed(Fleet.Condition.WELL)).isFalse();
    assertThat(changed(Fleet.Condition.SLOW)).isTrue();
    assertThat(changed(Fleet.Condition.SLOW)).isFalse();
    assertThat(changed(Fleet.Condition.WELL)).isTrue();
  }

  @Test
  void whoWasNotHeardOfIsForgotten() {
    change(workers -> workers.save(report(NOW, 2), NOW));
    change(workers -> workers.forgetBefore(NOW));
    assertThat(since(NOW)).hasSize(1);
    change(workers -> workers.forgetBefore(NOW.plusSeconds(1)));

    assertThat(since(Instant.EPOCH)).isEmpty();
    assertThat(changed(Fleet.Condition.SLOW)).isFalse();
  }

  private List<SeenWorker> since(Instant instant) {
    List<SeenWorker> all = in(workers -> workers.since(instant));
    return all.stream().filter(seen -> seen.report().id().equals(id)).toList();
  }

  private boolean changed(Fleet.Condition condition) {
    return in(workers -> workers.changed(id, condition));
  }

  private void change(Consumer<WorkerTable> body) {
    backfills.run(tx -> body.accept(tx.workers()));
  }

  private <T> T in(Function<WorkerTable, T> read) {
    return backfills.in(tx -> read.apply(tx.workers()));
  }
}
