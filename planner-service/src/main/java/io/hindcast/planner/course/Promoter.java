package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Chunks;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskTable;
import io.hindcast.warehouse.Warehouse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
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

  private final BackfillStore store;
  private final Warehouse warehouse;
  private final Promotion promotion;
  private final InstantSource clock;
  private final ExecutorService threads;

  /**
   * Wired by the planner's main.
   *
   * @param ids fresh ones, for the names of tables
   * @param threads bound how many promotions run at the same time
   */
  public Promoter(
      BackfillStore store,
      Warehouse warehouse,
      String workingDatabase,
      InstantSource clock,
      Supplier<UUID> ids,
      ExecutorService threads) {
    this.store = store;
    this.warehouse = warehouse;
    this.promotion = new Promotion(warehouse, workingDatabase, ids);
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Promotes what is staged now, at most one batch. Chunks of the same partitions are promoted
   * together, once all of them are staged.
   *
   * @return whether there was anything
   */
  boolean promoteStaged(Backfill backfill) {
    List<List<Task>> units = store.inTransaction(tx -> units(tx.tasks(backfill.id())));
    List<Future<List<Task>>> running =
        units.stream()
            .map(unit -> threads.submit(() -> promotion.promote(backfill, unit)))
            .toList();
    List<List<Task>> promoted = new ArrayList<>();
    List<Task> lost = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      List<Task> gone = await(running.get(i));
      lost.addAll(gone);
      if (gone.isEmpty()) {
        promoted.add(units.get(i));
      }
    }
    record(backfill, promoted, lost);
    promoted.stream()
        .flatMap(List::stream)
        .filter(task -> !task.isChunk())
        .forEach(task -> drop(Promotion.staging(task)));
    return !units.isEmpty();
  }

  /** What is promoted at once: a task that owns its partitions alone, or all chunks of some. */
  private static List<List<Task>> units(TaskTable tasks) {
    List<Task> staged = tasks.staged(BATCH_MAX);
    List<List<Task>> units = new ArrayList<>();
    staged.stream().filter(task -> !task.isChunk()).forEach(task -> units.add(List.of(task)));
    units.addAll(Chunks.byPartitions(tasks.chunks(staged)));
    return units;
  }

  private void record(Backfill backfill, List<List<Task>> promoted, List<Task> lost) {
    if (promoted.isEmpty() && lost.isEmpty()) {
      return;
    }
    store.inTransaction(tx -> {
      Optional<Backfill> locked = tx.lock(backfill.id());
      if (locked.isPresent() && locked.get().state() instanceof BackfillState.Running) {
        TaskTable tasks = tx.tasks(backfill.id());
        tasks.save(promoted.stream().flatMap(unit -> nowPromoted(tasks, unit)).toList());
        tasks.save(
            lost.stream()
                .filter(task -> tasks.find(task.taskId()).filter(task::equals).isPresent())
                .map(t -> TaskMachine.rerun(t, t.pass(), t.round(), clock.instant()))
                .toList());
      }
      return locked.isPresent();
    });
  }

  /** All of the unit or none: one that has changed since is in the shadow as it was before. */
  private static Stream<Task> nowPromoted(TaskTable tasks, List<Task> unit) {
    List<String> ids = unit.stream().map(Task::taskId).toList();
    return tasks.byIds(ids).equals(unit)
        ? unit.stream()
            .flatMap(task -> TaskMachine.promoted(task, Promotion.staging(task)).stream())
        : Stream.empty();
  }

  private void drop(TableName staging) {
    threads.execute(() -> {
      try {
        warehouse.drop(warehouse.own(staging));
      } catch (HindcastException e) {
        // Found again by its prefix when the backfill ends.
        LOG.warn("The staging table {} is left behind for now", staging, e);
      }
    });
  }

  private static List<Task> await(Future<List<Task>> running) {
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
