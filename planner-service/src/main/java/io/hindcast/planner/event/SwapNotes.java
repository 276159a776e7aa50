package io.hindcast.planner.event;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import java.time.Instant;
import java.util.UUID;

/** What is noted of every swap, whatever the backfill is waiting for. */
public record SwapNotes(KeptNotes kept, ProvenanceNotes provenance) {

  void take(BackfillTransaction tx, Backfill backfill, Swap swap) {
    kept.keep(tx, backfill, swap.id(), swap.outcome());
    provenance.note(tx, backfill, swap);
  }

  /**
   * A swap that a relay has reported.
   *
   * @param at when, by the relay's clock
   * @param awaited whether the backfill waits for it: its tasks are then as they were published
   */
  record Swap(UUID id, int round, Instant at, Object outcome, boolean awaited) {}
}
