package io.hindcast.relay.swap;

import io.hindcast.core.swap.Arrival;
import io.hindcast.core.swap.LateParts;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.swap.SwapTables;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings rows that reached the old storage too late into the live table, each once. */
final class CarrySteps {
  private final Warehouse warehouse;
  private final RowSelector selector;

  CarrySteps(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.selector = new RowSelector(warehouse);
  }

  SwapEvent listLate(SwapCommand.ListLate command) {
    SwapTables tables = command.tables();
    return new SwapEvent.LateListed(
        Parts.of(warehouse, tables.sealed()), Parts.of(warehouse, tables.kept()));
  }

  SwapEvent copyLate(SwapCommand.CopyLate command) {
    TableName carry = command.tables().carry();
    long copied = copy(command, carry);
    Map<String, Long> withheld = copied == 0 ? Map.of() : select(command, carry);
    long rows = copied - withheld.values().stream().mapToLong(Long::longValue).sum();
    // The ledger is complete before anything moves: the carry table is emptied by the move.
    warehouse.drop(warehouse.own(command.ledger()));
    warehouse.createLike(command.ledger(), carry);
    warehouse.promote(carry, command.ledger(), partitions(Parts.of(warehouse, carry)));
    warehouse.stopMerges(carry);
    return new SwapEvent.LateCopied(rows, withheld);
  }

  private long copy(SwapCommand.CopyLate command, TableName carry) {
    TableName old = command.tables().sealed();
    LateParts late = command.late();
    return late.mixed().isEmpty()
        ? warehouse.copyParts(
            old, late.parts().stream().map(SwapPart::name).toList(), warehouse.own(carry))
        : warehouse.copyBeyond(old, late.mixed(), command.bases(), warehouse.own(carry));
  }

  private Map<String, Long> select(SwapCommand.CopyLate command, TableName carry) {
    Map<String, Long> known =
        selector.selectLate(carry, command.selection(), command.touchedBases());
    List<String> compared = List.copyOf(command.late().mixed());
    return compared.isEmpty()
        ? known
        : RowSelector.sum(
            known,
            selector.selectReplaced(
                carry, command.selection(), compared, command.bases(), command.tables().sealed()));
  }

  SwapEvent moveLate(SwapCommand.MoveLate command) {
    SwapTables tables = command.tables();
    // Dropped last, so as long as it is there something may be left to move.
    if (warehouse.storageOf(tables.carry()).isPresent()) {
      switch (command.doubt()) {
        case NONE -> warehouse.moveAll(warehouse.own(tables.carry()), command.live());
        case MAY_HAVE_RUN -> moveRest(command);
      }
      warehouse.drop(warehouse.own(tables.rest()));
      warehouse.drop(warehouse.own(tables.arrived()));
      warehouse.drop(warehouse.own(tables.carry()));
    }
    return new SwapEvent.LateMoved();
  }

  /** The carry table stays whole until the end, so that this can be repeated at any point. */
  private void moveRest(SwapCommand.MoveLate command) {
    TableName carry = command.tables().carry();
    List<SwapPart> left = Parts.of(warehouse, carry);
    List<String> open = new ArrayList<>(partitions(left));
    open.removeAll(Arrival.complete(left, Parts.of(warehouse, command.live())));
    if (!open.isEmpty()) {
      List<String> touched = open.stream().filter(command.touched()::contains).toList();
      open.removeAll(touched);
      moveRest(command, open, command.bases());
      moveRest(command, touched, command.touchedBases());
    }
  }

  private void moveRest(
      SwapCommand.MoveLate command, List<String> partitions, List<TableName> bases) {
    if (!partitions.isEmpty()) {
      SwapTables tables = command.tables();
      warehouse.copyBeyond(command.live(), partitions, bases, warehouse.own(tables.arrived()));
      warehouse.copyBeyond(
          tables.carry(), partitions, List.of(tables.arrived()), warehouse.own(tables.rest()));
      warehouse.moveAll(warehouse.own(tables.rest()), command.live());
    }
  }

  private static List<String> partitions(List<SwapPart> parts) {
    return parts.stream().map(SwapPart::partitionId).distinct().sorted().toList();
  }
}
