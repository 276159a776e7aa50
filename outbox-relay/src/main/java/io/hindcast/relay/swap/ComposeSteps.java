package io.hindcast.relay.swap;

import io.hindcast.core.swap.CloneList;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapFigures;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the table together that is to go live: by hard links, and by copies of late rows. */
final class ComposeSteps {
  /** Partitions in one statement: each adds some 80 characters to its text. */
  private static final int AT_ONCE = 200;

  private final Warehouse warehouse;
  private final InstantSource clock;
  private final Duration window;
  private final LayerSteps layers;
  private final RowSelector selector;
  private final PendingUpdates updates;

  ComposeSteps(
      Warehouse warehouse,
      LayerSteps layers,
      PendingUpdates updates,
      InstantSource clock,
      Duration window) {
    this.warehouse = warehouse;
    this.layers = layers;
    this.selector = new RowSelector(warehouse);
    this.updates = updates;
    this.clock = clock;
    this.window = window;
  }

  /** Sealed is cloned from kept, not from live, so that both have the same however live moves. */
  SwapEvent clonePartitions(SwapCommand.ClonePartitions command) {
    SwapTables tables = command.tables();
    CloneList list = command.list();
    List<String> untouched = new ArrayList<>(list.refresh());
    untouched.addAll(list.drop());
    if (!writeUpdates(command)) {
      return new SwapEvent.UpdatesPending();
    }
    for (List<String> some : batches(untouched)) {
      if (isOver(command.figures())) {
        return new SwapEvent.WindowOver();
      }
      warehouse.promote(command.live(), tables.kept(), some);
      warehouse.promote(tables.kept(), tables.sealed(), some);
    }
    Map<String, Long> carried = new HashMap<>();
    Map<String, Long> withheld = new HashMap<>();
    for (List<String> some : batches(list.compose())) {
      if (isOver(command.figures())) {
        return new SwapEvent.WindowOver();
      }
      carried.putAll(compose(command, some, withheld));
    }
    return new SwapEvent.Cloned(carried, withheld);
  }

  /**
   * Updates that are pending keep a partition from being cloned. They are written by what merges
   * are, so not while these stand still; and new ones may come at any time.
   */
  private boolean writeUpdates(SwapCommand.ClonePartitions command) {
    boolean cloned =
        !command.list().refresh().isEmpty()
            || command.touch() != SwapCommand.ClonePartitions.Touch.REPLACED;
    return !cloned
        || !warehouse.hasPendingUpdates(command.live())
        || (command.figures().mergesStoppedAt() == null && updates.write(command.live()));
  }

  boolean isOver(SwapFigures figures) {
    return figures.stoppedLongerThan(window, clock.instant());
  }

  private Map<String, Long> compose(
      SwapCommand.ClonePartitions command, List<String> partitions, Map<String, Long> withheld) {
    SwapTables tables = command.tables();
    switch (command.touch()) {
      case REPLACED -> warehouse.promote(tables.published(), tables.sealed(), partitions);
      case KEPT -> {
        warehouse.promote(command.live(), tables.kept(), partitions);
        warehouse.promote(tables.published(), tables.sealed(), partitions);
      }
      case CARRIED -> {
        return carry(command, partitions, withheld);
      }
    }
    return Map.of();
  }

  /** Kept comes last: what it accounts for is in the sealed table by then. */
  private Map<String, Long> carry(
      SwapCommand.ClonePartitions command, List<String> partitions, Map<String, Long> withheld) {
    TableName live = command.live();
    SwapTables tables = command.tables();
    warehouse.drop(warehouse.own(tables.account()));
    warehouse.createLike(tables.account(), live);
    warehouse.stopMerges(tables.account());
    warehouse.createLike(tables.early(), live);
    warehouse.promote(live, tables.account(), partitions);
    TableName compared =
        layers.copyBeyond(tables.account(), tables.base(), partitions, tables.carry());
    withheld.putAll(
        selector.select(
            tables.carry(),
            command.selection(),
            tables.base(),
            tables.published(),
            compared,
            partitions));
    Map<String, Long> carried = rows(tables.carry(), partitions);
    warehouse.promote(tables.published(), tables.sealed(), partitions);
    warehouse.promote(tables.carry(), tables.early(), partitions);
    warehouse.moveAll(warehouse.own(tables.carry()), tables.sealed());
    warehouse.promote(tables.account(), tables.kept(), partitions);
    warehouse.drop(warehouse.own(tables.carry()));
    warehouse.drop(warehouse.own(tables.account()));
    return carried;
  }

  private Map<String, Long> rows(TableName carry, List<String> partitions) {
    Map<String, Long> rows = new HashMap<>();
    partitions.forEach(id -> rows.put(id, 0L));
    warehouse
        .parts(carry, List.of())
        .forEach(part -> rows.merge(part.partitionId(), part.rows(), Long::sum));
    return rows;
  }

  static List<List<String>> batches(List<String> all) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      batches.add(List.copyOf(all.subList(from, Math.min(from + AT_ONCE, all.size()))));
    }
    return batches;
  }
}
