package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.memory.InMemoryUsageLedger.Settled;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Grant;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How fast a backfill may go, and what it was granted and has used. */
record PaceRow(Pace pace, Grant grant, List<PaceChange> changes, Settled settled) {
  private static final int CHANGES_KEPT = 500;

  static PaceRow begin(Pace pace) {
    return new PaceRow(pace, new Grant(pace.backfillId(), 0, 0, 0, 0), List.of(), Settled.NOTHING);
  }

  PaceRow with(Grant next) {
    return new PaceRow(pace, next, changes, settled);
  }

  PaceRow with(Settled next) {
    return new PaceRow(pace, grant, changes, next);
  }

  /** What was chosen at the begin stays. */
  PaceRow with(Pace next) {
    return replaced(
        new Pace(
            pace.backfillId(),
            pace.pool(),
            pace.weight(),
            pace.parallelism(),
            next.ceiling(),
            next.hold(),
            next.window(),
            next.throttle(),
            next.spending()));
  }

  PaceRow grantedOnceMore() {
    Pace.Spending spent = pace.spending();
    return replaced(
        new Pace(
            pace.backfillId(),
            pace.pool(),
            pace.weight(),
            pace.parallelism(),
            pace.ceiling(),
            pace.hold(),
            pace.window(),
            pace.throttle(),
            new Pace.Spending(
                spent.grants() + 1,
                Budget.Standing.WITHIN,
                spent.total(),
                spent.money(),
                "",
                spent.lines())));
  }

  PaceRow noted(Collection<PaceChange> more) {
    List<PaceChange> all = new ArrayList<>(changes);
    all.addAll(more);
    int forgotten = Math.max(0, all.size() - CHANGES_KEPT);
    return new PaceRow(pace, grant, List.copyOf(all.subList(forgotten, all.size())), settled);
  }

  private PaceRow replaced(Pace next) {
    return new PaceRow(next, grant, changes, settled);
  }
}
