package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables without which no attempt begins. An order is only sent out under a guard that
 * this process has created; with the guard it is called back, wherever it is queued.
 */
public final class Guards {
  private static final Logger LOG = LoggerFactory.getLogger(Guards.class);
  private static final int NONCE_LENGTH = 8;

  private final Warehouse warehouse;
  private final String workingDatabase;
  private final Supplier<UUID> ids;
  private final Map<UUID, Opened> known = new ConcurrentHashMap<>();

  /**
   * @param ids fresh ids, of which guards are named
   */
  public Guards(Warehouse warehouse, String workingDatabase, Supplier<UUID> ids) {
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
    this.ids = ids;
  }

  /** What this process has done last for a backfill; no table when it has closed its guards. */
  private record Opened(int round, Optional<TableName> table) {}

  /** Lets attempts of the round begin. Happens once for each process and each closing. */
  void open(Backfill backfill, int round, TableName like) {
    if (of(backfill.id(), round).isPresent()) {
      return;
    }
    String nonce = ids.get().toString().replace("-", "").substring(0, NONCE_LENGTH);
    TableName guard = names(backfill).guard(round, nonce);
    warehouse.createLike(guard, like);
    known.put(backfill.id(), new Opened(round, Optional.of(guard)));
  }

  /** The guard under which orders of the round may be sent; empty until it is open. */
  Optional<TableName> of(UUID backfillId, int round) {
    return Optional.ofNullable(known.get(backfillId))
        .filter(opened -> opened.round() == round)
        .flatMap(Opened::table);
  }

  /** Calls back every order that has not begun; those of other and dead processes, too. */
  void close(Backfill backfill, int round) {
    Opened closed = new Opened(round, Optional.empty());
    if (closed.equals(known.get(backfill.id()))) {
      return;
    }
    BackfillNames names = names(backfill);
    List<TableName> guards =
        warehouse.on(names.node()).tablesWithPrefix(workingDatabase, names.prefix()).stream()
            .filter(names::guards)
            .toList();
    // Whether they are gone is not known if this fails halfway: nothing is sent under them again.
    known.remove(backfill.id());
    guards.forEach(table -> warehouse.drop(warehouse.own(table)));
    known.put(backfill.id(), closed);
    LOG.info("Backfill {}: no attempt begins any more ({} guards)", backfill.id(), guards.size());
  }

  /** The backfill has ended, or its round has: whoever goes on opens a guard of its own. */
  void forget(UUID backfillId) {
    known.remove(backfillId);
  }

  private BackfillNames names(Backfill backfill) {
    return BackfillNames.of(backfill, workingDatabase);
  }
}
