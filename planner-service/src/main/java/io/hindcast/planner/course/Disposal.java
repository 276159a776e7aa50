package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.WorkingName;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.task.TaskTable;
import io.hindcast.warehouse.Warehouse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a backfill, or a round of it, has left in the warehouse: its queries, staging and
 * shadow tables. Tables that a swap has sealed or kept are the relay's and are not touched.
 */
public final class Disposal {
  private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

  /** Each look but the last has ended something; workers start few attempts at a time. */
  private static final int LOOKS_MAX = 20;

  private final BackfillStore store;
  private final Warehouse warehouse;
  private final String workingDatabase;

  /** Wired by the planner's main. */
  public Disposal(BackfillStore store, Warehouse warehouse, String workingDatabase) {
    this.store = store;
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
  }

  /**
   * What was found and ended.
   *
   * @param killed queries
   * @param dropped tables
   */
  record Ended(int killed, int dropped) {
    Ended and(Ended more) {
      return new Ended(killed + more.killed, dropped + more.dropped);
    }

    boolean nothing() {
      return killed == 0 && dropped == 0;
    }

    @Override
    public String toString() {
      return "nothing runs and nothing can start (%d queries killed, %d tables dropped)"
          .formatted(killed, dropped);
    }
  }

  /**
   * The backfill has ended. What its swaps still need stays, whatever its name.
   *
   * @throws HindcastException WAREHOUSE_TIMEOUT while something still runs or could start
   */
  Ended cleanUp(Backfill backfill) {
    BackfillNames names = names(backfill);
    List<TableName> kept = store.inTransaction(tx -> tx.kept(backfill.id()).present());
    return end(backfill, table -> names.disposable(table) && !kept.contains(table));
  }

  /**
   * The backfill has failed and may be retried: nothing of it runs any more, and what was accepted
   * stays.
   */
  Ended rest(Backfill backfill) {
    BackfillNames names = names(backfill);
    Set<TableName> accepted =
        store.inTransaction(tx -> tx.tasks(backfill.id()).all()).stream()
            .flatMap(task -> accepted(task).stream())
            .collect(Collectors.toSet());
    return end(
        backfill,
        table -> names.guards(table) || (names.stages(table) && !accepted.contains(table)));
  }

  private static Optional<TableName> accepted(Task task) {
    return switch (task.state()) {
      case TaskState.Staged staged -> Optional.of(staged.staging());
      case TaskState.Promoted promoted -> Optional.ofNullable(promoted.kept());
      case TaskState.Pending ignored -> Optional.empty();
      case TaskState.Dispatched ignored -> Optional.empty();
      case TaskState.GaveUp ignored -> Optional.empty();
    };
  }

  /** The round will not be swapped; the backfill may go on with another one. */
  void giveUp(Backfill backfill, int round) {
    BackfillNames names = names(backfill);
    end(backfill, table -> names.disposableOf(round, table));
  }

  /**
   * Looks until a look finds nothing. An attempt creates its staging table before it looks for its
   * guard, and only then begins: one that still saw the guard has a table that the next look finds,
   * and one whose table is gone cannot insert any more.
   */
  private Ended end(Backfill backfill, Predicate<TableName> disposable) {
    Ended all = new Ended(0, 0);
    for (int look = 0; look < LOOKS_MAX; look++) {
      Ended now = endOnce(backfill, disposable);
      if (now.nothing()) {
        return all;
      }
      all = all.and(now);
    }
    throw new HindcastException(
        ErrorCode.WAREHOUSE_TIMEOUT,
        "Attempts of backfill %s still turned up at look %d: is another planner or an old worker sending or starting them?"
            .formatted(backfill.id(), LOOKS_MAX));
  }

  /** Guards go first, so that nothing begins any more; tables after the queries that use them. */
  private Ended endOnce(Backfill backfill, Predicate<TableName> disposable) {
    BackfillNames names = names(backfill);
    List<TableName> tables = known(backfill, names, disposable);
    tables.stream().filter(names::guards).forEach(table -> drop(backfill, table));
    int killed = warehouse.on(names.node()).killQueries(names.queryIdPrefix());
    tables.stream().filter(table -> !names.guards(table)).forEach(table -> drop(backfill, table));
    return new Ended(killed, tables.size());
  }

  private List<TableName> known(
      Backfill backfill, BackfillNames names, Predicate<TableName> disposable) {
    List<TableName> tables =
        warehouse.on(names.node()).tablesWithPrefix(workingDatabase, names.prefix()).stream()
            .filter(disposable)
            .toList();
    Set<String> tasks = knownTasks(backfill, tables);
    return tables.stream()
        .filter(table -> taskOf(table).filter(task -> !tasks.contains(task)).isEmpty())
        .toList();
  }

  private void drop(Backfill backfill, TableName table) {
    LOG.info("Backfill {}: dropping working table {}", backfill.id(), table);
    warehouse.drop(warehouse.own(table));
  }

  /** A table of a task that the backfill does not have, nor had, is none of its own. */
  private Set<String> knownTasks(Backfill backfill, List<TableName> tables) {
    Set<String> named =
        tables.stream().flatMap(table -> taskOf(table).stream()).collect(Collectors.toSet());
    return store.inTransaction(tx -> {
      TaskTable tasks = tx.tasks(backfill.id());
      Set<String> known = new HashSet<>(tasks.split(named));
      tasks.byIds(named).forEach(task -> known.add(task.taskId()));
      return known;
    });
  }

  private static Optional<String> taskOf(TableName table) {
    return WorkingName.parse(table.table())
        .filter(WorkingName.Staging.class::isInstance)
        .map(name -> ((WorkingName.Staging) name).taskId());
  }

  private BackfillNames names(Backfill backfill) {
    return BackfillNames.of(backfill, workingDatabase);
  }
}
