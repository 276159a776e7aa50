package io.hindcast.planner.worker;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.text.PlainText;
import io.hindcast.core.worker.WorkerReport.State;
import io.hindcast.core.worker.WorkerReport.Work;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.schemas.WorkerReport;
import java.time.Duration;
import java.time.InstantSource;

/** Keeps what workers say of themselves; what is older than what is known changes nothing. */
public final class WorkerReportHandler implements MessageHandler<WorkerReport> {
  private final BackfillStore store;
  private final Workers workers;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public WorkerReportHandler(BackfillStore store, Workers workers, InstantSource clock) {
    this.store = store;
    this.workers = workers;
    this.clock = clock;
  }

  @Override
  public void handle(Delivery<WorkerReport> delivery) {
    io.hindcast.core.worker.WorkerReport report = report(delivery.message());
    store.inTransaction(tx -> {
      tx.workers().save(report, clock.instant());
      workers.look(tx);
      return true;
    });
  }

  private static io.hindcast.core.worker.WorkerReport report(WorkerReport message) {
    return new io.hindcast.core.worker.WorkerReport(
        PlainText.line(message.getWorkerId(), PlainText.NAME_MAX),
        PlainText.line(message.getHost(), PlainText.NAME_MAX),
        PlainText.line(message.getVersion(), PlainText.NAME_MAX),
        message.getSlots(),
        state(message),
        PlainText.line(message.getReason(), PlainText.REASON_MAX),
        message.getTasks(),
        new Work(
            message.getDone(),
            message.getFailed(),
            message.getFailedInRow(),
            message.getRecentTasks(),
            message.getRecentRows(),
            Duration.ofMillis(message.getRecentBusyMs())),
        message.getStartedAt(),
        message.getMeta().getOccurredAt());
  }

  /** A state that only a newer worker knows is one in which it is there. */
  private static State state(WorkerReport message) {
    return switch (message.getState()) {
      case SERVING, UNKNOWN -> State.SERVING;
      case RESTING -> State.RESTING;
      case DRAINING -> State.DRAINING;
      case STOPPED -> State.STOPPED;
    };
  }
}
