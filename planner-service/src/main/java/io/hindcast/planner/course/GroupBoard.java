package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillGroup;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.ResultTable;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Where the backfills of a group stand, and what therefore happens to them. */
public final class GroupBoard {
  private final Supplier<UUID> ids;

  /**
   * @param ids fresh ids of swaps and of groups of swaps
   */
  public GroupBoard(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** What happens next; one of the group is locked, and with it all of them. */
  List<BackfillGroup.Move> next(BackfillTransaction tx, UUID groupId, String by) {
    List<BackfillGroup.Member> members =
        tx.group(groupId).stream().map(backfill -> member(tx, backfill)).toList();
    return BackfillGroup.next(members, by, ids);
  }

  private static BackfillGroup.Member member(BackfillTransaction tx, Backfill backfill) {
    ResultTable results = tx.results(backfill.id());
    List<LiveSwaps.Done> done = results.done();
    return new BackfillGroup.Member(
        backfill,
        LiveSwaps.of(done).stream().map(LiveSwaps.Done::swapId).toList(),
        !done.isEmpty(),
        tx.reversals(backfill.id()).asked() > 0,
        results.lastRefusal());
  }
}
