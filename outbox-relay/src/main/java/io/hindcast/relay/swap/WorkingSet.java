package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.Storages;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, renames and removes a swap's working tables. */
final class WorkingSet {
  private static final Logger LOG = LoggerFactory.getLogger(WorkingSet.class);

  private final Warehouse warehouse;

  WorkingSet(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  SwapEvent adopt(SwapCommand.Adopt command) {
    adopt(command.tables());
    return new SwapEvent.Adopted();
  }

  private void adopt(SwapTables tables) {
    for (SwapTables.Renaming renaming : tables.adoptions(found(tables))) {
      warehouse.rename(renaming.from(), renaming.to());
    }
  }

  SwapEvent seal(SwapCommand.Seal command) {
    TableName shadow = command.tables().shadow();
    TableName sealed = command.tables().sealed();
    // Again: the renaming of a holder before may have arrived late.
    adopt(command.tables());
    if (!exists(sealed)) {
      requireSameStructure(command.target(), shadow);
      warehouse.rename(shadow, sealed);
    }
    TableName kept = command.tables().kept();
    warehouse.createLike(kept, command.target());
    warehouse.stopMerges(sealed);
    warehouse.stopMerges(kept);
    return new SwapEvent.Sealed(new Storages(storage(command.target()), storage(sealed)));
  }

  SwapEvent retire(SwapCommand.Retire command) {
    SwapTables tables = command.tables();
    TableName previous = nameOfPrevious(command.before(), tables);
    if (exists(command.before())) {
      warehouse.rename(command.before(), previous);
    }
    warehouse.startMerges(previous);
    List<TableName> found = found(tables);
    boolean exchanged = command.before().equals(tables.sealed());
    List<TableName> leftovers = exchanged ? tables.disposable(found) : tables.own(found);
    leftovers.forEach(warehouse::drop);
    return new SwapEvent.Retired(previous);
  }

  /** The plain name, unless an earlier swap of the same shadow has it. */
  private TableName nameOfPrevious(TableName before, SwapTables tables) {
    boolean waiting = exists(before);
    boolean taken = exists(waiting ? tables.previous() : tables.previousOfThisSwap());
    return taken ? tables.previousOfThisSwap() : tables.previous();
  }

  SwapEvent unseal(SwapCommand.Unseal command) {
    TableName shadow = command.tables().shadow();
    TableName sealed = command.tables().sealed();
    adopt(command.tables());
    if (exists(sealed) && !exists(shadow)) {
      warehouse.rename(sealed, shadow);
    }
    if (exchangedAfterAll(command)) {
      warehouse.rename(shadow, sealed);
      return new SwapEvent.Exchanged(0);
    }
    if (exists(shadow)) {
      dropUntouched(command.plan(), shadow);
    }
    if (exists(sealed)) {
      LOG.warn(
          "{} stays where it is: {} exists too, which nobody should have made", sealed, shadow);
    }
    command.tables().disposable(found(command.tables())).forEach(warehouse::drop);
    return new SwapEvent.Unsealed();
  }

  /** Surely decided: since the sealed name is gone, no exchange can come any more. */
  private boolean exchangedAfterAll(SwapCommand.Unseal command) {
    Storages storages = command.storages();
    return storages.exchangeable()
        && warehouse
            .storageOf(command.plan().target())
            .filter(storages.sealed()::equals)
            .isPresent();
  }

  private void dropUntouched(SwapPlan plan, TableName shadow) {
    Set<String> touched = plan.touched();
    warehouse.parts(shadow, List.of()).stream()
        .map(part -> part.partitionId())
        .filter(id -> !touched.contains(id))
        .distinct()
        .forEach(id -> warehouse.dropPartition(shadow, id));
  }

  private void requireSameStructure(TableName target, TableName shadow) {
    TableDescription live = description(target);
    TableDescription recomputed = description(shadow);
    if (!live.columns().equals(recomputed.columns())
        || !live.partitionKey().equals(recomputed.partitionKey())
        || !live.sortingKey().equals(recomputed.sortingKey())) {
      throw new HindcastException(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          "%s was altered since %s was made: columns %s by %s order %s, expected %s by %s order %s. Run the backfill again"
              .formatted(
                  target,
                  shadow,
                  live.columns(),
                  live.partitionKey(),
                  live.sortingKey(),
                  recomputed.columns(),
                  recomputed.partitionKey(),
                  recomputed.sortingKey()));
    }
  }

  private TableDescription description(TableName table) {
    return warehouse
        .describe(table)
        .orElseThrow(() ->
            new HindcastException(
                ErrorCode.TABLE_UNKNOWN, "There is no table %s to swap".formatted(table)));
  }

  private UUID storage(TableName table) {
    return warehouse
        .storageOf(table)
        .orElseThrow(() ->
            new HindcastException(ErrorCode.TABLE_UNKNOWN, "Table %s is gone".formatted(table)));
  }

  private boolean exists(TableName table) {
    return warehouse.storageOf(table).isPresent();
  }

  private List<TableName> found(SwapTables tables) {
    return warehouse.tablesWithPrefix(tables.shadow().database(), tables.prefix());
  }
}
