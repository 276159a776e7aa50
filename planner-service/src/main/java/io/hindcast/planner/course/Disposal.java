package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.WorkingName;
import io.hindcast.core.table.TableName;
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

  private final BackfillStore store;
  private final Warehouse warehouse;
  private final String workingDatabase;

  /** Wired by the planner's main. */
  public Disposal(BackfillStore store, Warehouse warehouse, String workingDatabase) {
    this.store = store;
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
  }

  /** The backfill has ended. What its swaps still need stays, whatever its name. */
  void cleanUp(Backfill backfill) {
    BackfillNames names = names(backfill);
    List<TableName> kept = store.inTransaction(tx -> tx.kept(backfill.id()).present());
    drop(backfill, names, table -> names.disposable(table) && !kept.contains(table));
  }

  /** The round will not be swapped; the backfill may go on with another one. */
  void giveUp(Backfill backfill, int round) {
    BackfillNames names = names(backfill);
    drop(backfill, names, table -> names.disposableOf(round, table));
  }

  private void drop(Backfill backfill, BackfillNames names, Predicate<TableName> disposable) {
    warehouse.killQueries(names.queryIdPrefix());
    List<TableName> tables =
        warehouse.tablesWithPrefix(workingDatabase, names.prefix()).stream()
            .filter(disposable)
            .toList();
    Set<String> tasks = knownTasks(backfill, tables);
    for (TableName table : tables) {
      if (taskOf(table).filter(task -> !tasks.contains(task)).isEmpty()) {
        LOG.info("Backfill {}: dropping working table {}", backfill.id(), table);
        warehouse.drop(table);
      }
    }
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
    return new BackfillNames(backfill.id(), workingDatabase);
  }
}
