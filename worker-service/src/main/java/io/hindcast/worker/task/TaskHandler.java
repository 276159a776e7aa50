package io.hindcast.worker.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.messaging.WorkHandler;
import io.hindcast.messaging.WorkItem;
import io.hindcast.messaging.WorkOutcome;
import io.hindcast.schemas.Task;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.worker.report.Ledger;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one task: says that it starts, runs it, says how it ended, and only then is done with
 * the message. A task whose lock is lost belongs to somebody else: its query is killed, its table
 * dropped, and nothing more is said about it.
 */
public final class TaskHandler implements WorkHandler<Task> {
  private static final Logger LOG = LoggerFactory.getLogger(TaskHandler.class);

  private final TaskExecution execution;
  private final TaskReporter reporter;
  private final TaskMeters meters;
  private final Ledger ledger;
  private final Supplier<String> nonces;

  /**
   * @param ledger hears of everything, and decides whether to take tasks
   * @param nonces letters and digits that never come twice, in any process
   */
  public TaskHandler(
      Warehouse warehouse,
      TaskReporter reporter,
      TaskMeters meters,
      Ledger ledger,
      Supplier<String> nonces) {
    this.execution = new TaskExecution(warehouse);
    this.reporter = reporter;
    this.meters = meters;
    this.ledger = ledger;
    this.nonces = nonces;
  }

  @Override
  public boolean ready() {
    return ledger.ready();
  }

  @Override
  public WorkOutcome handle(WorkItem<Task> item) {
    Attempt attempt = new Attempt(TaskOrder.of(item.message()), item.deliveryCount(), nonces.get());
    String task = attempt.order().label();
    meters.begun();
    ledger.begun(task);
    long start = System.nanoTime();
    String ended = "unreported";
    try {
      ended = work(item, attempt);
    } finally {
      ledger.ended(task);
      meters.ended(ended, Duration.ofNanos(System.nanoTime() - start));
    }
    return ended.equals("abandoned")
        ? WorkOutcome.release("the lock was lost")
        : WorkOutcome.accept();
  }

  /** The outcome's name, for the meters. */
  private String work(WorkItem<Task> item, Attempt attempt) {
    LOG.info("Attempt {} starts (delivery {})", attempt.queryId(), attempt.delivery());
    // The lock's thread must not wait for the warehouse.
    item.onLockLost(
        () -> Thread.ofVirtual().name("abort-" + attempt.nonce()).start(() -> abort(attempt)));
    reporter.started(attempt);
    TaskOutcome outcome = execution.run(attempt);
    if (item.lockLost()) {
      abandon(attempt, outcome);
      return "abandoned";
    }
    note(outcome);
    reporter.ended(attempt, outcome);
    return log(attempt, outcome);
  }

  private void note(TaskOutcome outcome) {
    switch (outcome) {
      case TaskOutcome.Staged staged ->
          ledger.staged(staged.read().content().readRows(), staged.elapsed());
      case TaskOutcome.Failed failed when failed.code() == ErrorCode.ATTEMPT_REVOKED -> {}
      case TaskOutcome.Failed failed -> ledger.failed(failed.code(), failed.message());
    }
  }

  private void abort(Attempt attempt) {
    try {
      execution.abort(attempt);
    } catch (HindcastException e) {
      LOG.warn("Cannot kill {}; its result will not count: {}", attempt.queryId(), e.getMessage());
    }
  }

  private void abandon(Attempt attempt, TaskOutcome outcome) {
    LOG.warn("Attempt {} is abandoned: its lock was lost", attempt.queryId());
    if (outcome instanceof TaskOutcome.Staged) {
      try {
        execution.discard(attempt);
      } catch (HindcastException e) {
        LOG.warn("{} is left to the janitor: {}", attempt.staging(), e.getMessage());
      }
    }
  }

  private static String log(Attempt attempt, TaskOutcome outcome) {
    return switch (outcome) {
      case TaskOutcome.Staged staged -> {
        LOG.info(
            "Attempt {} staged {} partitions in {} ms ({} rows read, {} left out)",
            attempt.queryId(),
            staged.partitions().size(),
            staged.elapsed().toMillis(),
            staged.read().content().readRows(),
            staged.filteredRows());
        yield "staged";
      }
      case TaskOutcome.Failed failed when failed.code() == ErrorCode.ATTEMPT_REVOKED -> {
        LOG.info("{}", failed.message());
        yield "revoked";
      }
      case TaskOutcome.Failed failed -> {
        LOG.warn("Attempt {} failed ({}): {}", attempt.queryId(), failed.code(), failed.message());
        yield "failed";
      }
    };
  }
}
