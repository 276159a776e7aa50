package io.hindcast.planner.event;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.ProvenanceTable;
import io.hindcast.core.scope.Publication;
import io.hindcast.core.scope.StatementHash;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.planner.course.Specs;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwappedPartition;
import java.util.List;

/**
 * Notes what the live content of partitions was computed from. Which publications are live follows
 * from all of a backfill's swaps, in whatever order their results are heard of.
 */
public final class ProvenanceNotes {
  /** No task has it: what the tasks of a publication saw is then not known. */
  private static final int NO_ROUND = -1;

  private final Specs specs;

  /** Wired by the planner's main. */
  public ProvenanceNotes(Specs specs) {
    this.specs = specs;
  }

  /** The swap's result has been saved. */
  void note(BackfillTransaction tx, Backfill backfill, SwapNotes.Swap swap) {
    List<LiveSwaps.Done> done = tx.results(backfill.id()).done();
    ProvenanceTable provenance = tx.provenance(backfill.request().target());
    if (swap.outcome() instanceof SwapCompleted completed && publishes(swap, done)) {
      provenance.publish(
          publication(backfill, swap, completed), swap.awaited() ? swap.round() : NO_ROUND);
    }
    provenance.live(backfill.id(), LiveSwaps.published(done));
  }

  /** Rather than taking another swap back. */
  private static boolean publishes(SwapNotes.Swap swap, List<LiveSwaps.Done> done) {
    return done.stream()
        .anyMatch(each -> each.swapId().equals(swap.id()) && each.undoes().isEmpty());
  }

  private Publication publication(Backfill backfill, SwapNotes.Swap swap, SwapCompleted completed) {
    BackfillSpec spec = specs.of(backfill);
    return new Publication(
        backfill.id(),
        swap.id(),
        spec.transform().version(),
        StatementHash.of(spec),
        swap.at(),
        completed.getPartitions().stream().map(ProvenanceNotes::content).toList());
  }

  private static Publication.Content content(SwappedPartition partition) {
    return new Publication.Content(
        partition.getId(), partition.getRowsAfter(), partition.getChecksumAfter());
  }
}
