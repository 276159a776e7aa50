package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clones the partitions that a backfill touches before its first task reads anything, so that rows
 * that somebody writes into them later can be told from those.
 */
public final class BaseKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(BaseKeeper.class);
  private static final int NONCE_LENGTH = 8;

  private final Warehouse warehouse;
  private final String workingDatabase;
  private final Supplier<UUID> ids;

  /** Wired by the planner's main. */
  public BaseKeeper(Warehouse warehouse, String workingDatabase, Supplier<UUID> ids) {
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
    this.ids = ids;
  }

  /**
   * Makes the base, also if there is one. Only for a backfill that is locked and has not sent out
   * any task. It is filled under a name of its own: a statement of a planner that has died since,
   * and which is executed late, finds no base to change.
   */
  void open(Backfill backfill, TableName target, List<String> partitionIds) {
    BackfillNames names = BackfillNames.of(backfill, workingDatabase);
    TableName making =
        names.baseInTheMaking(ids.get().toString().replace("-", "").substring(0, NONCE_LENGTH));
    warehouse.createLike(making, target);
    warehouse.promote(target, making, partitionIds);
    WorkingTable base = warehouse.own(names.base());
    warehouse.drop(base);
    warehouse.rename(warehouse.own(making), base);
    LOG.info(
        "Backfill {}: {} holds {} partitions as they are",
        backfill.id(),
        names.base(),
        partitionIds.size());
  }
}
