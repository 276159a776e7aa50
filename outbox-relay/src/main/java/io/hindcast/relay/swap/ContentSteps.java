package io.hindcast.relay.swap;

import io.hindcast.core.swap.CloneList;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.swap.SwapPin;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads and clones partitions. */
final class ContentSteps {
  /** Partitions in one statement: each adds some 80 characters to its text. */
  private static final int CLONED_AT_ONCE = 200;

  private final Warehouse warehouse;

  ContentSteps(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Parts before fingerprints: equal parts later prove equal fingerprints later. */
  SwapEvent readParts(SwapCommand.ReadParts command) {
    List<SwapPart> parts = Parts.of(warehouse, command.sealed());
    return new SwapEvent.PartsRead(parts, Parts.digests(warehouse.fingerprints(command.sealed())));
  }

  SwapEvent readRows(SwapCommand.ReadRows command) {
    return new SwapEvent.RowsRead(
        Parts.digests(warehouse.contents(command.sealed(), command.partitions())));
  }

  SwapEvent readContent(SwapCommand.ReadContent command) {
    return new SwapEvent.ContentRead(
        Parts.digests(warehouse.contents(command.before(), command.partitions())),
        Parts.digests(warehouse.contents(command.after(), command.partitions())));
  }

  SwapEvent listParts(SwapCommand.ListParts command) {
    SwapTables tables = command.tables();
    return new SwapEvent.PartsListed(
        Parts.of(warehouse, command.live()),
        Parts.of(warehouse, tables.sealed()),
        Parts.of(warehouse, tables.kept()));
  }

  /** Sealed is cloned from kept, not from live, so that both have the same however live moves. */
  SwapEvent clonePartitions(SwapCommand.ClonePartitions command) {
    SwapTables tables = command.tables();
    for (List<String> some : batches(command.list())) {
      warehouse.promote(command.live(), tables.kept(), some);
      warehouse.promote(tables.kept(), tables.sealed(), some);
    }
    return new SwapEvent.Cloned();
  }

  SwapEvent keepPrevious(SwapCommand.KeepPrevious command) {
    for (List<String> some : batches(new CloneList(command.partitions(), List.of()))) {
      warehouse.promote(command.live(), command.kept(), some);
    }
    return new SwapEvent.PreviousKept();
  }

  SwapEvent replacePartition(SwapCommand.ReplacePartition command) {
    SwapPin pin = command.pin();
    TableName live = command.live();
    long start = System.nanoTime();
    if (pin.empty()) {
      warehouse.dropPartition(live, pin.partitionId());
    } else {
      warehouse.replacePartition(pin.partitionId(), command.sealed(), live);
    }
    return new SwapEvent.PartitionReplaced(
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
  }

  private static List<List<String>> batches(CloneList list) {
    List<String> all = new ArrayList<>(list.refresh());
    all.addAll(list.drop());
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CLONED_AT_ONCE) {
      batches.add(List.copyOf(all.subList(from, Math.min(from + CLONED_AT_ONCE, all.size()))));
    }
    return batches;
  }
}
