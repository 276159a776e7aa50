package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.WorkingName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskTable;
import io.hindcast.warehouse.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls back what a paused backfill has sent out and what has not begun. An attempt that has no
 * staging table when its guard is gone can never begin, whether or not a worker ever says so.
 */
public final class CallBack {
  private static final Logger LOG = LoggerFactory.getLogger(CallBack.class);
  private static final int SENT_MAX = 10_000;

  private final BackfillStore store;
  private final Warehouse warehouse;
  private final Guards guards;
  private final String workingDatabase;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public CallBack(
      BackfillStore store,
      Warehouse warehouse,
      Guards guards,
      String workingDatabase,
      InstantSource clock) {
    this.store = store;
    this.warehouse = warehouse;
    this.guards = guards;
    this.workingDatabase = workingDatabase;
    this.clock = clock;
  }

  /** What has begun goes on to its end. */
  void of(Backfill backfill, int round) {
    guards.close(backfill, round);
    if (store.inTransaction(tx -> tx.tasks(backfill.id()).inFlight()) == 0) {
      return;
    }
    Set<Begun> begun = begun(backfill);
    int called = store.inTransaction(tx -> callBack(tx, backfill, begun));
    if (called > 0) {
      LOG.info("Backfill {}: {} tasks that had not begun were called back", backfill.id(), called);
    }
  }

  private record Begun(String taskId, int generation, int attempt) {}

  private Set<Begun> begun(Backfill backfill) {
    BackfillNames names = BackfillNames.of(backfill, workingDatabase);
    return warehouse.on(names.node()).tablesWithPrefix(workingDatabase, names.prefix()).stream()
        .flatMap(table -> WorkingName.parse(table.table()).stream())
        .filter(WorkingName.Staging.class::isInstance)
        .map(WorkingName.Staging.class::cast)
        .map(name -> new Begun(name.taskId(), name.generation(), name.attempt()))
        .collect(Collectors.toSet());
  }

  private int callBack(BackfillTransaction tx, Backfill backfill, Set<Begun> begun) {
    boolean paused =
        tx.lock(backfill.id())
            .filter(now -> now.paused() && now.state() instanceof BackfillState.Running)
            .isPresent();
    if (!paused) {
      return 0;
    }
    Instant now = clock.instant();
    TaskTable tasks = tx.tasks(backfill.id());
    List<Task> back =
        tasks.dispatchedBefore(now.plus(Duration.ofDays(1)), SENT_MAX).stream()
            .filter(task ->
                !begun.contains(new Begun(task.taskId(), task.generation(), task.attempt())))
            .flatMap(
                task -> TaskMachine.revoked(task, task.generation(), task.attempt(), now).stream())
            .toList();
    tasks.save(back);
    return back.size();
  }
}
