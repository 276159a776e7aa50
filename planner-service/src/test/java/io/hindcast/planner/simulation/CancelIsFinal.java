package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.schemas.codec.MessageMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Once a backfill is cancelled it stays so: nothing is sent for it, none of its queries runs or
 * starts, and no table is left of it.
 */
final class CancelIsFinal implements Invariant {
  private final Set<UUID> cancelled = new HashSet<>();

  @Override
  public void sent(Life life, SpecificRecord message) {
    UUID id = MessageMeta.of(message).getBackfillId();
    Invariant.require(
        !cancelled.contains(id), () -> "CancelIsFinal: sent after the end: " + message);
  }

  @Override
  public void committed(Life life, List<Seen> all) {
    for (Seen one : all) {
      if (one.backfill().state() instanceof BackfillState.Cancelled) {
        cancelled.add(one.backfill().id());
        stepped(life);
      } else {
        Invariant.require(
            !cancelled.contains(one.backfill().id()),
            () -> "CancelIsFinal: it was cancelled: " + one.backfill());
      }
    }
  }

  @Override
  public void stepped(Life life) {
    for (UUID id : cancelled) {
      Invariant.require(
          life.server.running(names(id).queryIdPrefix()) == 0,
          () -> "CancelIsFinal: a query runs: " + life.server.queries.keySet());
    }
  }

  @Override
  public void ended(Life life, List<Seen> all) {
    for (UUID id : cancelled) {
      Invariant.require(
          life.server.tables.keySet().stream().noneMatch(names(id)::owns),
          () -> "CancelIsFinal: a table is left of " + id + ": " + life.server.tables.keySet());
    }
  }

  private static BackfillNames names(UUID id) {
    return new BackfillNames(id, "hindcast");
  }
}
