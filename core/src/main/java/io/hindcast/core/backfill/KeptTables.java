package io.hindcast.core.backfill;

import io.hindcast.core.table.TableName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What one backfill's swaps have left behind for a rollback, within a transaction. */
public interface KeptTables {

  /** Notes the tables of a swap; those that are known stay as they are. */
  void keep(UUID swapId, Collection<TableName> tables, Instant at);

  /** When the last swap or rollback was heard of; empty when there was none. */
  Optional<Instant> lastSwapAt();

  /** All of them that are not dropped yet. */
  List<TableName> present();

  /**
   * Those of {@link #present} that swaps have left which are not among these: with the swaps that
   * readers see, what no rollback needs any more.
   */
  List<TableName> superseded(Collection<UUID> live);

  /** Gives them up for good: from now on no rollback is possible. The backfill is locked. */
  void release(Instant at);

  /** Whether they were given up. */
  boolean released();

  /** Notes that a table that was given up is gone. */
  void dropped(TableName table, Instant at);
}
