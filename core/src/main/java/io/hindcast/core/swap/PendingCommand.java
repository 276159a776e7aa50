package io.hindcast.core.swap;

import io.hindcast.core.swap.SwapCommand.ClonePartitions.Touch;
import io.hindcast.core.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one command that a state waits for. */
final class PendingCommand {
  private PendingCommand() {}

  static Optional<SwapCommand> of(SwapState state) {
    return switch (state) {
      case SwapState.Requested ignored -> Optional.empty();
      case SwapState.Adopting s -> Optional.of(new SwapCommand.Adopt(s.context().tables()));
      case SwapState.Preparing preparing -> Optional.of(preparing(preparing));
      case SwapState.InWindow window -> Optional.of(window(window));
      case SwapState.Publishing publishing -> Optional.of(publishing(publishing));
      case SwapState.Published published -> Optional.of(published(published));
      case SwapState.Undoing undoing -> Optional.of(undoing(undoing));
      case SwapState.Terminal terminal -> Optional.of(new SwapCommand.Announce(terminal));
    };
  }

  private static SwapCommand preparing(SwapState.Preparing state) {
    TableName live = state.context().plan().target();
    SwapTables tables = state.context().tables();
    return switch (state) {
      case SwapState.Requested ignored -> throw new IllegalStateException("Nobody has claimed it");
      case SwapState.Consulting s -> new SwapCommand.Consult(s.context().plan());
      case SwapState.Assembling s ->
          new SwapCommand.Assemble(live, tables, s.assembly(), s.context().plan().intent().key());
      case SwapState.Sealing ignored -> new SwapCommand.Seal(live, tables);
      case SwapState.VerifyingParts ignored -> new SwapCommand.ReadParts(tables.published());
      case SwapState.VerifyingRows s ->
          new SwapCommand.ReadRows(tables.published(), s.partitions());
      case SwapState.Surveying ignored -> new SwapCommand.ListParts(live, tables);
      case SwapState.Cloning s -> clone(s.context(), s.list());
      case SwapState.KeepingPrevious s ->
          clone(
              s.context(),
              new CloneList(List.of(), List.of(), s.context().plan().touchedInOrder()));
    };
  }

  private static SwapCommand clone(SwapContext context, CloneList list) {
    Touch replaced = context.exchanges() ? Touch.REPLACED : Touch.KEPT;
    return new SwapCommand.ClonePartitions(
        context.plan().target(),
        context.tables(),
        list,
        context.plan().intent().carries() ? Touch.CARRIED : replaced,
        context.figures(),
        context.selection());
  }

  private static SwapCommand window(SwapState.InWindow state) {
    TableName live = state.context().plan().target();
    SwapTables tables = state.context().tables();
    return switch (state) {
      case SwapState.StoppingMerges ignored -> new SwapCommand.StopMerges(live);
      case SwapState.AwaitingMerges ignored -> new SwapCommand.AwaitMerges(live);
      case SwapState.Comparing ignored -> new SwapCommand.ListParts(live, tables);
      case SwapState.Recloning s -> clone(s.context(), s.list());
      case SwapState.LeavingWindow ignored -> new SwapCommand.StartMerges(List.of(live));
    };
  }

  private static SwapCommand publishing(SwapState.Publishing state) {
    SwapContext context = state.context();
    TableName live = context.plan().target();
    TableName sealed = context.tables().sealed();
    return switch (state) {
      case SwapState.Exchanging ignored ->
          new SwapCommand.Exchange(live, sealed, context.storages());
      case SwapState.LookingUp ignored -> new SwapCommand.LookUp(live);
      case SwapState.Replacing s ->
          new SwapCommand.ReplacePartition(
              live, sealed, context.plan().touchedInOrder().get(s.index()));
    };
  }

  private static SwapCommand published(SwapState.Published state) {
    SwapContext context = state.context();
    SwapTables tables = context.tables();
    TableName live = context.plan().target();
    return switch (state) {
      case SwapState.NotingInserts ignored -> new SwapCommand.NoteInserts(live);
      case SwapState.StartingMerges ignored -> new SwapCommand.StartMerges(List.of(live));
      case SwapState.Draining s ->
          new SwapCommand.AwaitInserts(s.context().plan().target(), s.carried().inserts());
      case SwapState.ListingLate ignored -> new SwapCommand.ListLate(tables);
      case SwapState.CopyingLate s -> copy(tables, s);
      case SwapState.MovingLate s -> move(s);
      case SwapState.ReleasingMerges ignored -> new SwapCommand.StartMerges(List.of(live));
      case SwapState.Reading ignored ->
          new SwapCommand.ReadContent(before(context), live, context.plan().touchedInOrder());
      case SwapState.Retiring ignored ->
          new SwapCommand.Retire(
              before(context),
              context.exchanges() ? context.storages() : Storages.UNKNOWN,
              tables,
              context.plan().touched(),
              context.plan().intent().carries());
    };
  }

  private static SwapCommand copy(SwapTables tables, SwapState.CopyingLate state) {
    int round = state.carried().rounds();
    return new SwapCommand.CopyLate(
        tables,
        state.late(),
        bases(tables, round, tables.kept()),
        bases(tables, round, tables.published(), tables.early()),
        tables.ledger(round),
        state.context().selection());
  }

  private static SwapCommand move(SwapState.MovingLate state) {
    SwapPlan plan = state.context().plan();
    SwapTables tables = state.context().tables();
    int round = state.carried().rounds() - 1;
    return new SwapCommand.MoveLate(
        plan.target(),
        tables,
        plan.touched(),
        bases(tables, round, tables.kept()),
        bases(tables, round, tables.published(), tables.early()),
        state.doubt());
  }

  /** What was exchanged, and what the rounds before this one have carried. */
  private static List<TableName> bases(SwapTables tables, int round, TableName... exchanged) {
    List<TableName> bases = new ArrayList<>(List.of(exchanged));
    for (int before = 0; before < round; before++) {
      bases.add(tables.ledger(before));
    }
    return bases;
  }

  private static SwapCommand undoing(SwapState.Undoing state) {
    SwapContext context = state.context();
    SwapTables tables = context.tables();
    return switch (state) {
      case SwapState.RestartingMerges ignored ->
          new SwapCommand.StartMerges(List.of(context.plan().target(), tables.sealed()));
      case SwapState.Unsealing ignored ->
          new SwapCommand.Unseal(context.plan(), tables, context.storages());
    };
  }

  /** Where the old content is: an exchange leaves it under the sealed name. */
  private static TableName before(SwapContext context) {
    return context.exchanges() ? context.tables().sealed() : context.tables().kept();
  }
}
