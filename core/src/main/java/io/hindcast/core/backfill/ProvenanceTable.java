package io.hindcast.core.backfill;

import io.hindcast.core.scope.Publication;
import io.hindcast.core.scope.TargetHistory;
import java.util.Collection;
import java.util.UUID;

/** What produced the live content of one target's partitions, within a transaction. */
public interface ProvenanceTable {

  /**
   * Notes what a swap of recomputed partitions has published, and with it what the tasks of its
   * round saw of the sources, as it is known now. A second time nothing happens. Of publications of
   * the same partition the one that is noted later is the later one: their swaps exclude each
   * other.
   *
   * @param round of the backfill
   */
  void publish(Publication publication, int round);

  /** Notes that of a backfill's publications these are live, and no others. */
  void live(UUID backfillId, Collection<UUID> swapIds);

  /** What is known of the target. */
  TargetHistory history();
}
