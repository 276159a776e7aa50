package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.task.TaskTable;
import io.hindcast.warehouse.Warehouse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves accepted results from their staging tables into the shadow. A staging table is never
 * written again once its attempt was accepted, so that doing this twice has the effect of once.
 */
public final class Promoter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Promoter.class);
  private static final int BATCH_MAX = 64;
  private static final int THREADS = 4;

  private final BackfillStore store;
  private final Warehouse warehouse;
  private final String workingDatabase;
  private final InstantSource clock;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofVirtual().name("promote-", 0).factory());

  /** Wired by the planner's main. */
  public Promoter(
      BackfillStore store, Warehouse warehouse, String workingDatabase, InstantSource clock) {
    this.store = store;
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
    this.clock = clock;
  }

  /**
   * Promotes what is staged now, at most one batch.
   *
   * @return whether there was anything
   */
  boolean promoteStaged(Backfill backfill) {
    List<Task> staged = store.inTransaction(tx -> tx.tasks(backfill.id()).staged(BATCH_MAX));
    List<Future<Boolean>> running =
        staged.stream().map(task -> threads.submit(() -> promote(backfill, task))).toList();
    List<Task> promoted = new ArrayList<>();
    List<Task> lost = new ArrayList<>();
    for (int i = 0; i < staged.size(); i++) {
      (await(running.get(i)) ? promoted : lost).add(staged.get(i));
    }
    record(backfill, promoted, lost);
    promoted.forEach(task -> drop(staging(task)));
    return !staged.isEmpty();
  }

  /** False when the staging table is gone, so that the task has to be run again. */
  private boolean promote(Backfill backfill, Task task) {
    TableName shadow = new BackfillNames(backfill.id(), workingDatabase).shadow(task.round());
    try {
      warehouse.promote(staging(task), shadow, task.partitionIds());
      return true;
    } catch (HindcastException e) {
      if (e.code() == ErrorCode.TABLE_UNKNOWN && warehouse.storageOf(staging(task)).isEmpty()) {
        LOG.warn("Task {} lost its staging table and is run again", task.taskId(), e);
        return false;
      }
      throw e;
    }
  }

  private void record(Backfill backfill, List<Task> promoted, List<Task> lost) {
    if (promoted.isEmpty() && lost.isEmpty()) {
      return;
    }
    store.inTransaction(tx -> {
      Optional<Backfill> locked = tx.lock(backfill.id());
      if (locked.isPresent() && locked.get().state() instanceof BackfillState.Running) {
        TaskTable tasks = tx.tasks(backfill.id());
        tasks.save(promoted.stream().flatMap(task -> nowPromoted(tasks, task)).toList());
        tasks.save(
            lost.stream()
                .flatMap(task -> tasks.find(task.taskId()).filter(task::equals).stream())
                .map(t -> TaskMachine.rerun(t, t.pass(), t.round(), clock.instant()))
                .toList());
      }
      return locked.isPresent();
    });
  }

  private static Stream<Task> nowPromoted(TaskTable tasks, Task task) {
    return tasks.find(task.taskId()).stream()
        .flatMap(now -> TaskMachine.promoted(now, staging(task)).stream());
  }

  private void drop(TableName staging) {
    threads.execute(() -> {
      try {
        warehouse.drop(staging);
      } catch (HindcastException e) {
        // Found again by its prefix when the backfill ends.
        LOG.warn("The staging table {} is left behind for now", staging, e);
      }
    });
  }

  private static TableName staging(Task task) {
    if (task.state() instanceof TaskState.Staged staged) {
      return staged.staging();
    }
    throw new IllegalStateException("Task %s is not staged".formatted(task.taskId()));
  }

  private static boolean await(Future<Boolean> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HindcastException cause) {
        throw cause;
      }
      throw new IllegalStateException("A promotion failed unexpectedly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while promoting", e);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
