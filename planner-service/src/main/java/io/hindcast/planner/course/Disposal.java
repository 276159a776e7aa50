package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a backfill, or a round of it, has left in the warehouse: its queries, staging and
 * shadow tables. Tables that a swap has sealed or kept are the relay's and are not touched.
 */
public final class Disposal {
  private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

  private final Warehouse warehouse;
  private final String workingDatabase;

  /** Wired by the planner's main. */
  public Disposal(Warehouse warehouse, String workingDatabase) {
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
  }

  /** The backfill has ended. */
  void cleanUp(Backfill backfill) {
    BackfillNames names = names(backfill);
    drop(backfill, names, names::disposable);
  }

  /** The round will not be swapped; the backfill may go on with another one. */
  void giveUp(Backfill backfill, int round) {
    BackfillNames names = names(backfill);
    drop(backfill, names, table -> names.disposableOf(round, table));
  }

  private void drop(Backfill backfill, BackfillNames names, Predicate<TableName> disposable) {
    warehouse.killQueries(names.queryIdPrefix());
    for (TableName table : warehouse.tablesWithPrefix(workingDatabase, names.prefix())) {
      if (disposable.test(table)) {
        LOG.info("Backfill {}: dropping working table {}", backfill.id(), table);
        warehouse.drop(table);
      }
    }
  }

  private BackfillNames names(Backfill backfill) {
    return new BackfillNames(backfill.id(), workingDatabase);
  }
}
