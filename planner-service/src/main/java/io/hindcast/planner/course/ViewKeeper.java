package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.DependentTable;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewCheck;
import io.hindcast.core.view.ViewRuns;
import io.hindcast.warehouse.Warehouse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after each swap and rollback whether the views that the plan has named still work. What it
 * finds is noted for people; it changes nothing.
 */
public final class ViewKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ViewKeeper.class);
  private static final String BY = "planner";

  private final BackfillStore store;
  private final Warehouse warehouse;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public ViewKeeper(BackfillStore store, Warehouse warehouse, InstantSource clock) {
    this.store = store;
    this.warehouse = warehouse;
    this.clock = clock;
  }

  /** Looks at the views of swaps after which that was not done yet. */
  void check(Backfill backfill) {
    Open open = store.inTransaction(tx -> open(tx.dependents(backfill.id())));
    if (open.swaps().isEmpty()) {
      return;
    }
    List<ViewCheck> checks =
        open.views().isEmpty()
            ? List.of()
            : look(backfill, open.views(), open.swaps().getLast().at());
    store.inTransaction(tx -> {
      open.swaps().forEach(swap -> save(tx, backfill, swap, checks));
      return true;
    });
  }

  private static Open open(DependentTable table) {
    List<DependentTable.Published> swaps = table.unchecked();
    return new Open(swaps, swaps.isEmpty() ? List.of() : table.views());
  }

  private record Open(List<DependentTable.Published> swaps, List<View> views) {}

  private List<ViewCheck> look(Backfill backfill, List<View> planned, Instant since) {
    Warehouse node = warehouse.on(backfill.request().node());
    List<TableName> into =
        planned.stream().flatMap(view -> Stream.ofNullable(view.into())).distinct().toList();
    List<ViewCheck> checks = ViewCheck.compare(planned, node.views(), node.existing(into));
    Optional<List<ViewRuns>> runs = node.viewRuns(planned.stream().map(View::name).toList(), since);
    return runs.map(found -> checks.stream().map(check -> check.with(found)).toList())
        .orElse(checks);
  }

  private void save(
      BackfillTransaction tx,
      Backfill backfill,
      DependentTable.Published swap,
      List<ViewCheck> checks) {
    tx.dependents(backfill.id()).saveChecks(swap.swapId(), clock.instant(), checks);
    if (checks.isEmpty()) {
      return;
    }
    List<String> wrong =
        checks.stream().filter(check -> !check.intact()).map(ViewCheck::message).toList();
    wrong.forEach(message -> LOG.error("Backfill {}: {}", backfill.id(), message));
    String state = backfill.state().label();
    tx.audit(
        backfill.id(),
        new AuditEntry(
            clock.instant(),
            wrong.isEmpty() ? "ViewsVerified" : "ViewsBroken",
            state,
            state,
            BY,
            wrong.isEmpty()
                ? "%d views work as before".formatted(checks.size())
                : String.join("; ", wrong)));
  }
}
