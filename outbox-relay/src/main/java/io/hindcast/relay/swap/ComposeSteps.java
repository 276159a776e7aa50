package io.hindcast.relay.swap;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.swap.Assembly;
import io.hindcast.core.swap.Assembly.Layer;
import io.hindcast.core.swap.CloneList;
import io.hindcast.core.swap.LateParts;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapFigures;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts tables together from partitions of others: by hard links, and by copies of late rows. */
final class ComposeSteps {
  /** Partitions in one statement: each adds some 80 characters to its text. */
  private static final int AT_ONCE = 200;

  private final Warehouse warehouse;
  private final InstantSource clock;
  private final Duration window;

  ComposeSteps(Warehouse warehouse, InstantSource clock, Duration window) {
    this.warehouse = warehouse;
    this.clock = clock;
    this.window = window;
  }

  /** From nothing, so that it can be repeated. */
  SwapEvent assemble(SwapCommand.Assemble command) {
    Assembly assembly = command.assembly();
    assembly.content().forEach(this::requireKept);
    assembly.base().forEach(this::requireKept);
    SwapTables tables = command.tables();
    if (!assembly.content().isEmpty()) {
      fill(tables.published(), command.target(), assembly.content(), tables.carry());
    }
    fill(tables.base(), command.target(), assembly.base(), tables.carry());
    return new SwapEvent.Assembled(
        assembly.content().isEmpty()
            ? Map.of()
            : Parts.digests(
                warehouse.contents(tables.published(), assembly.expectedContent().keySet())),
        Parts.digests(warehouse.contents(tables.base(), partitions(assembly.base()))));
  }

  private void fill(TableName table, TableName like, List<Layer> layers, TableName carry) {
    warehouse.drop(table);
    warehouse.createLike(table, like);
    warehouse.stopMerges(table);
    for (Layer layer : layers) {
      for (List<String> some : batches(layer.partitions())) {
        add(table, layer, some, carry);
      }
    }
  }

  private void add(TableName table, Layer layer, List<String> partitions, TableName carry) {
    if (layer.beyond() == null) {
      warehouse.promote(layer.from(), table, partitions);
    } else {
      copyBeyond(layer.from(), layer.beyond(), partitions, carry);
      warehouse.moveAll(carry, table);
      warehouse.drop(carry);
    }
  }

  private void requireKept(Layer layer) {
    requireKept(layer.from());
    if (layer.beyond() != null) {
      requireKept(layer.beyond());
    }
  }

  private void requireKept(TableName table) {
    if (warehouse.storageOf(table).isEmpty()) {
      throw new HindcastException(
          ErrorCode.RETENTION_OVER,
          "%s is gone, which an earlier swap has kept: its retention is over. Compute the partitions again"
              .formatted(table));
    }
  }

  /** Sealed is cloned from kept, not from live, so that both have the same however live moves. */
  SwapEvent clonePartitions(SwapCommand.ClonePartitions command) {
    SwapTables tables = command.tables();
    CloneList list = command.list();
    List<String> untouched = new ArrayList<>(list.refresh());
    untouched.addAll(list.drop());
    for (List<String> some : batches(untouched)) {
      if (isOver(command.figures())) {
        return new SwapEvent.WindowOver();
      }
      warehouse.promote(command.live(), tables.kept(), some);
      warehouse.promote(tables.kept(), tables.sealed(), some);
    }
    Map<String, Long> carried = new HashMap<>();
    for (List<String> some : batches(list.compose())) {
      if (isOver(command.figures())) {
        return new SwapEvent.WindowOver();
      }
      carried.putAll(compose(command, some));
    }
    return new SwapEvent.Cloned(carried);
  }

  boolean isOver(SwapFigures figures) {
    return figures.stoppedLongerThan(window, clock.instant());
  }

  private Map<String, Long> compose(SwapCommand.ClonePartitions command, List<String> partitions) {
    SwapTables tables = command.tables();
    switch (command.touch()) {
      case REPLACED -> warehouse.promote(tables.published(), tables.sealed(), partitions);
      case KEPT -> {
        warehouse.promote(command.live(), tables.kept(), partitions);
        warehouse.promote(tables.published(), tables.sealed(), partitions);
      }
      case CARRIED -> {
        return carry(command.live(), tables, partitions);
      }
    }
    return Map.of();
  }

  /** Kept comes last: what it accounts for is in the sealed table by then. */
  private Map<String, Long> carry(TableName live, SwapTables tables, List<String> partitions) {
    warehouse.drop(tables.account());
    warehouse.createLike(tables.account(), live);
    warehouse.stopMerges(tables.account());
    warehouse.createLike(tables.early(), live);
    warehouse.promote(live, tables.account(), partitions);
    copyBeyond(tables.account(), tables.base(), partitions, tables.carry());
    Map<String, Long> carried = rows(tables.carry(), partitions);
    warehouse.promote(tables.published(), tables.sealed(), partitions);
    warehouse.promote(tables.carry(), tables.early(), partitions);
    warehouse.moveAll(tables.carry(), tables.sealed());
    warehouse.promote(tables.account(), tables.kept(), partitions);
    warehouse.drop(tables.carry());
    warehouse.drop(tables.account());
    return carried;
  }

  /** By parts as long as merges have not mixed them, by difference otherwise. */
  private void copyBeyond(
      TableName from, TableName base, List<String> partitions, TableName carry) {
    LateParts late =
        LateParts.beyond(partitions, Parts.of(warehouse, from), Parts.of(warehouse, base));
    if (late.mixed().isEmpty()) {
      warehouse.copyParts(from, late.parts().stream().map(SwapPart::name).toList(), carry);
    } else {
      warehouse.copyBeyond(from, late.mixed(), List.of(base), carry);
    }
  }

  private Map<String, Long> rows(TableName carry, List<String> partitions) {
    Map<String, Long> rows = new HashMap<>();
    partitions.forEach(id -> rows.put(id, 0L));
    warehouse
        .parts(carry, List.of())
        .forEach(part -> rows.merge(part.partitionId(), part.rows(), Long::sum));
    return rows;
  }

  private static List<String> partitions(List<Layer> layers) {
    return layers.stream().flatMap(layer -> layer.partitions().stream()).distinct().toList();
  }

  private static List<List<String>> batches(List<String> all) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      batches.add(List.copyOf(all.subList(from, Math.min(from + AT_ONCE, all.size()))));
    }
    return batches;
  }
}
