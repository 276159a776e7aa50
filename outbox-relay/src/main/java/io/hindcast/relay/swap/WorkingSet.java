package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.KeptTables;
import io.hindcast.core.swap.Storages;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.Warehouse;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, renames and removes a swap's working tables. */
final class WorkingSet {
  private static final Logger LOG = LoggerFactory.getLogger(WorkingSet.class);

  private final Warehouse warehouse;
  private final InstantSource clock;

  WorkingSet(Warehouse warehouse, InstantSource clock) {
    this.warehouse = warehouse;
    this.clock = clock;
  }

  SwapEvent adopt(SwapCommand.Adopt command) {
    adopt(command.tables());
    return new SwapEvent.Adopted();
  }

  private void adopt(SwapTables tables) {
    for (SwapTables.Renaming renaming : tables.adoptions(found(tables))) {
      warehouse.rename(warehouse.own(renaming.from()), warehouse.own(renaming.to()));
    }
  }

  SwapEvent seal(SwapCommand.Seal command) {
    SwapTables tables = command.tables();
    // Again: the renaming of a holder before may have arrived late.
    adopt(tables);
    if (!exists(tables.published())) {
      rename(command);
    }
    warehouse.createTwin(tables.sealed(), command.target());
    warehouse.createLike(tables.kept(), command.target());
    warehouse.stopMerges(tables.published());
    warehouse.stopMerges(tables.sealed());
    warehouse.stopMerges(tables.kept());
    return new SwapEvent.Sealed(new Storages(storage(command.target()), storage(tables.sealed())));
  }

  private void rename(SwapCommand.Seal command) {
    SwapTables tables = command.tables();
    try {
      requireSameStructure(command.target(), tables.shadow());
      warehouse.rename(warehouse.own(tables.shadow()), warehouse.own(tables.published()));
    } catch (HindcastException e) {
      // The late renaming may have come in between: then the shadow is there under another name.
      adopt(tables);
      if (!exists(tables.published())) {
        throw e;
      }
    }
  }

  SwapEvent retire(SwapCommand.Retire command) {
    SwapTables tables = command.tables();
    TableName previous = previous(command);
    dropUntouched(previous, command.touched());
    TableName published = lasting(tables.published(), tables.lastingPublished());
    TableName base = command.carried() ? lasting(tables.base(), tables.lastingBase()) : null;
    KeptTables kept = new KeptTables(previous, published, base);
    // In this order: no merge can come in between.
    kept.all().forEach(warehouse::still);
    kept.all().forEach(warehouse::startMerges);
    tables.own(found(tables)).forEach(table -> warehouse.drop(warehouse.own(table)));
    return new SwapEvent.Retired(kept);
  }

  /** The old content goes by its identity, where it has one: a name alone can be anybody's. */
  private TableName previous(SwapCommand.Retire command) {
    SwapTables tables = command.tables();
    if (!command.storages().exchangeable()) {
      return lasting(command.before(), tables.previous());
    }
    TableName plain = tables.previous();
    for (TableName name : List.of(plain, tables.ofThisSwap(plain))) {
      if (warehouse.storageOf(name).filter(command.storages().live()::equals).isPresent()) {
        return name;
      }
    }
    TableName name = exists(plain) ? tables.ofThisSwap(plain) : plain;
    warehouse.rename(warehouse.own(command.before()), warehouse.own(name));
    return name;
  }

  /**
   * Renamed once. A table that has the working name once more was made by a statement of an earlier
   * holder that arrived late: it is empty and goes with the others.
   */
  private TableName lasting(TableName working, TableName name) {
    if (!exists(name)) {
      warehouse.rename(warehouse.own(working), warehouse.own(name));
    }
    return name;
  }

  /** Their rows are in the live table; kept here they would only cost disk. */
  private void dropUntouched(TableName previous, Set<String> touched) {
    List<String> untouched =
        Parts.of(warehouse, previous).stream()
            .map(SwapPart::partitionId)
            .filter(id -> !touched.contains(id))
            .distinct()
            .toList();
    warehouse.dropPartitions(warehouse.own(previous), untouched);
  }

  SwapEvent unseal(SwapCommand.Unseal command) {
    SwapTables tables = command.tables();
    adopt(tables);
    if (exists(tables.sealed())) {
      warehouse.rename(warehouse.own(tables.sealed()), warehouse.own(tables.withdrawn()));
    }
    if (exchangedAfterAll(command)) {
      warehouse.rename(warehouse.own(tables.withdrawn()), warehouse.own(tables.sealed()));
      return new SwapEvent.Exchanged(0, clock.instant());
    }
    if (!command.plan().intent().undoing()) {
      giveBack(tables);
    }
    List<TableName> found = found(tables);
    (command.plan().intent().undoing() ? tables.own(found) : tables.disposable(found))
        .forEach(table -> warehouse.drop(warehouse.own(table)));
    return new SwapEvent.Unsealed();
  }

  private void giveBack(SwapTables tables) {
    TableName shadow = tables.shadow();
    TableName published = tables.published();
    if (exists(published) && !exists(shadow)) {
      warehouse.rename(warehouse.own(published), warehouse.own(shadow));
    }
    if (exists(shadow)) {
      warehouse.startMerges(shadow);
    }
    if (exists(published)) {
      LOG.warn(
          "{} stays where it is: {} exists too, which nobody should have made", published, shadow);
    }
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

  private void requireSameStructure(TableName target, TableName shadow) {
    StructureFit fit = new StructureFit(description(shadow), description(target));
    if (!fit.differences().isEmpty()) {
      throw fit.refused("Run the backfill again");
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
    return warehouse
        .on(tables.shadow().node())
        .tablesWithPrefix(tables.shadow().database(), tables.prefix());
  }
}
