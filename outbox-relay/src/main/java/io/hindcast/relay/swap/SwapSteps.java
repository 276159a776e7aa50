package io.hindcast.relay.swap;

import io.hindcast.core.swap.PastSwap;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Warehouse;
import java.time.InstantSource;

/** Does what the protocol asks for and answers what came of it. */
final class SwapSteps {
  private final Warehouse warehouse;
  private final WorkingSet tables;
  private final ContentSteps content;
  private final ExchangeSteps exchange;
  private final LayerSteps layers;
  private final ComposeSteps compose;
  private final CarrySteps carry;
  private final SwapStore store;

  SwapSteps(
      Warehouse warehouse, SwapStore store, SwapConfig config, Pause pause, InstantSource clock) {
    this.warehouse = warehouse;
    this.store = store;
    PendingUpdates updates = new PendingUpdates(warehouse, pause, config.mergesWait());
    this.layers = new LayerSteps(warehouse, updates);
    this.compose = new ComposeSteps(warehouse, layers, updates, clock, config.window());
    this.tables = new WorkingSet(warehouse, clock);
    this.content = new ContentSteps(warehouse, clock);
    this.exchange = new ExchangeSteps(warehouse, config, pause, clock);
    this.carry = new CarrySteps(warehouse);
  }

  /**
   * Executes one command; repeating it after any interruption is safe.
   *
   * @throws io.hindcast.core.error.HindcastException the warehouse's failure
   * @throws StoppedException when the relay stops during a wait
   */
  SwapEvent execute(SwapCommand command) {
    return switch (command) {
      case SwapCommand.Adopt c -> tables.adopt(c);
      case SwapCommand.Consult c ->
          new SwapEvent.HistoryRead(store.history(c.plan()).stream().map(PastSwap::of).toList());
      case SwapCommand.Assemble c -> layers.assemble(c);
      case SwapCommand.Seal c -> tables.seal(c);
      case SwapCommand.ReadParts c -> content.readParts(c);
      case SwapCommand.ReadRows c -> content.readRows(c);
      case SwapCommand.ListParts c -> content.listParts(c);
      case SwapCommand.ClonePartitions c -> compose.clonePartitions(c);
      case SwapCommand.StopMerges c -> exchange.stopMerges(c);
      case SwapCommand.AwaitMerges c -> exchange.awaitMerges(c);
      case SwapCommand.StartMerges c -> exchange.startMerges(c);
      case SwapCommand.Exchange c -> exchange.exchange(c);
      case SwapCommand.LookUp c -> exchange.lookUp(c);
      case SwapCommand.NoteInserts c -> exchange.noteInserts(c);
      case SwapCommand.AwaitInserts c -> exchange.awaitInserts(c);
      case SwapCommand.ListLate c -> carry.listLate(c);
      case SwapCommand.CopyLate c -> carry.copyLate(c);
      case SwapCommand.MoveLate c -> carry.moveLate(c);
      case SwapCommand.ReadContent c -> content.readContent(c);
      case SwapCommand.Retire c -> tables.retire(c);
      case SwapCommand.ReplacePartition c -> content.replacePartition(c);
      case SwapCommand.Unseal c -> tables.unseal(c);
      case SwapCommand.Announce c ->
          throw new IllegalArgumentException("Announced by storing: " + c.outcome().label());
    };
  }

  /** Whether merges have stood still for longer than is allowed. */
  boolean windowIsOver(SwapState state) {
    return compose.isOver(state.context().figures());
  }

  /** Starts merges of a table that is given up in mid-swap. */
  void startMerges(TableName table) {
    warehouse.startMerges(table);
  }
}
