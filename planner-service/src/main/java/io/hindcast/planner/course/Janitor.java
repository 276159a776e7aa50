package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what a finished backfill has left in the warehouse: its queries, staging and shadow tables.
 * Tables that a swap has sealed or kept are the relay's and are not touched.
 */
public final class Janitor {
  private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);

  private final Warehouse warehouse;
  private final String workingDatabase;

  /** Wired by the planner's main. */
  public Janitor(Warehouse warehouse, String workingDatabase) {
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
  }

  void cleanUp(Backfill backfill) {
    BackfillNames names = new BackfillNames(backfill.id(), workingDatabase);
    warehouse.killQueries(names.queryIdPrefix());
    for (TableName table : warehouse.tablesWithPrefix(workingDatabase, names.prefix())) {
      if (names.disposable(table)) {
        LOG.info("Backfill {}: dropping working table {}", backfill.id(), table);
        warehouse.drop(table);
      }
    }
  }
}
