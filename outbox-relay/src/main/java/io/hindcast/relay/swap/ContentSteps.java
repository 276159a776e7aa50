package io.hindcast.relay.swap;

import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.warehouse.Warehouse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads and clones partitions. */
final class ContentSteps {
  private final Warehouse warehouse;
  private final InstantSource clock;

  ContentSteps(Warehouse warehouse, InstantSource clock) {
    this.warehouse = warehouse;
    this.clock = clock;
  }

  /** Parts before fingerprints: equal parts later prove equal fingerprints later. */
  SwapEvent readParts(SwapCommand.ReadParts command) {
    List<SwapPart> parts = Parts.of(warehouse, command.published());
    return new SwapEvent.PartsRead(
        parts, Parts.digests(warehouse.fingerprints(command.published())));
  }

  SwapEvent readRows(SwapCommand.ReadRows command) {
    return new SwapEvent.RowsRead(
        Parts.digests(warehouse.contents(command.published(), command.partitions())));
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
        Parts.of(warehouse, tables.kept()),
        Parts.of(warehouse, tables.published()));
  }

  SwapEvent replacePartition(SwapCommand.ReplacePartition command) {
    long start = System.nanoTime();
    warehouse.promote(command.sealed(), command.live(), List.of(command.partition()));
    return new SwapEvent.PartitionReplaced(
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start), clock.instant());
  }
}
