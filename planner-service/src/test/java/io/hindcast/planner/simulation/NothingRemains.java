package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.Set;

/** In the end only what swaps have kept is left of any backfill. */
final class NothingRemains implements Invariant {
  @Override
  public void ended(Life life, List<Seen> all) {
    for (Seen one : all) {
      BackfillNames names = new BackfillNames(one.backfill().id(), "hindcast");
      Set<TableName> kept =
          Set.copyOf(life.store.inTransaction(tx -> tx.kept(one.backfill().id()).present()));
      Invariant.require(
          life.server.tables.keySet().stream().filter(names::owns).allMatch(kept::contains),
          () -> "NothingRemains: " + life.server.tables.keySet() + " of " + one.backfill());
    }
  }
}
