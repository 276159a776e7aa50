package io.hindcast.worker.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.warehouse.SourceLook;
import io.hindcast.warehouse.StagedContent;
import io.hindcast.warehouse.Warehouse;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts in the warehouse. Whatever fails, the outcome says so and nothing is left there.
 */
final class TaskExecution {
  private static final Logger LOG = LoggerFactory.getLogger(TaskExecution.class);

  private final Warehouse warehouse;
  private final SourceLook sources;

  TaskExecution(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.sources = new SourceLook(warehouse);
  }

  TaskOutcome run(Attempt attempt) {
    long start = System.nanoTime();
    try {
      TaskOrder order = attempt.order();
      // Before the read: rows that come during it make the fence look older, never newer.
      SourceFence fence = sources.fence(order.fencing());
      StagedContent content = warehouse.run(attempt.toWarehouse());
      List<Double> counts = counts(order, fence);
      TaskOutcome.Read read = new TaskOutcome.Read(fence, counts, content);
      return judge(attempt, read, Duration.ofNanos(System.nanoTime() - start));
    } catch (HindcastException e) {
      return new TaskOutcome.Failed(e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // A defect: the planner must hear of it, or it waits in vain.
      LOG.error("Attempt {} met a defect", attempt.queryId(), e);
      return new TaskOutcome.Failed(ErrorCode.INTERNAL, "The worker met a defect: " + e);
    }
  }

  /** Ends the attempt's query, if it runs, and waits for that. */
  void abort(Attempt attempt) {
    warehouse.on(attempt.staging().node()).killQueries(attempt.queryId());
  }

  /** Removes the result of an attempt that nobody will hear of. */
  void discard(Attempt attempt) {
    warehouse.drop(warehouse.own(attempt.staging()));
  }

  /**
   * What the sources say to the spec's row counts. A later answer could not tell a wrong result
   * from a source that has moved on; so it is asked here, and counts only if the sources stood
   * still from the fence on.
   */
  private List<Double> counts(TaskOrder order, SourceFence fence) {
    if (order.counts().isEmpty()) {
      return List.of();
    }
    Warehouse node = warehouse.on(order.target().node());
    try {
      List<Double> counts =
          order.counts().stream()
              .flatMap(count -> node.scalars(count.sql(), count.ranges()).stream())
              .toList();
      boolean moved =
          fence.movedWithin(
              order.sourceRange(), sources.now(order.sources(), order.zone(), List.of(fence)));
      return moved ? List.of() : counts;
    } catch (HindcastException e) {
      // The result is good all the same; the validator asks again and tells what is wrong.
      LOG.info("A row count was not answered and is left to the validator: {}", e.getMessage());
      return List.of();
    }
  }

  private TaskOutcome judge(Attempt attempt, TaskOutcome.Read read, Duration elapsed) {
    Ownership ownership = Ownership.of(read.content(), attempt.order().owned());
    if (!ownership.strays().isEmpty() && !attempt.order().filtersStrays()) {
      discard(attempt);
      return new TaskOutcome.Failed(ErrorCode.STRAY_ROWS, ownership.complaint(attempt.order()));
    }
    return new TaskOutcome.Staged(ownership.own(), ownership.strayRows(), read, elapsed);
  }
}
