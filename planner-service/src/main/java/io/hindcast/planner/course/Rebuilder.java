package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.DependentTable;
import io.hindcast.core.backfill.DependentTable.Rebuild;
import io.hindcast.core.plan.FedTable;
import io.hindcast.core.plan.Plan;
import io.hindcast.core.spec.SpecWriter;
import io.hindcast.core.view.Dependent;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.Letters;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.RequestOrigin;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits the backfills of tables that views fill from a target, once the target has its new
 * content: after a swap as well as after a rollback. They go the way of every other request.
 */
public final class Rebuilder {
  /** The label by which the backfill of a fed table names the one that it follows. */
  public static final String PARENT_LABEL = "hindcast.parent";

  private static final Logger LOG = LoggerFactory.getLogger(Rebuilder.class);

  private final BackfillStore store;
  private final SpecWriter writer;
  private final Letters letters;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public Rebuilder(BackfillStore store, SpecWriter writer, Letters letters, InstantSource clock) {
    this.store = store;
    this.writer = writer;
    this.letters = letters;
    this.clock = clock;
  }

  /** Notes what is beside the target of a plan, and what is to follow its swap. */
  void note(BackfillTransaction tx, UUID id, Plan plan) {
    tx.dependents(id)
        .insert(
            plan.dependents().stream().map(Dependent::view).distinct().toList(),
            plan.fed().stream().map(fed -> fed(id, fed)).toList());
  }

  private DependentTable.Fed fed(UUID parent, FedTable fed) {
    @Nullable String spec =
        fed.rebuild() == null
            ? null
            : writer.write(fed.rebuild().labelled(PARENT_LABEL, parent.toString()));
    return new DependentTable.Fed(
        fed.table(), fed.from(), fed.action().name(), fed.message(), spec);
  }

  /** Submits what is to follow the last swap or rollback and was not submitted yet. */
  void submit(Backfill backfill) {
    boolean settled =
        backfill.state() instanceof BackfillState.Swapped
            || backfill.state() instanceof BackfillState.RolledBack;
    if (settled) {
      store.inTransaction(tx -> {
        tx.lock(backfill.id())
            .filter(now -> now.state().equals(backfill.state()))
            .ifPresent(now -> submit(tx, now));
        return true;
      });
    }
  }

  private void submit(BackfillTransaction tx, Backfill backfill) {
    DependentTable table = tx.dependents(backfill.id());
    Optional<DependentTable.Published> newest = table.newest();
    if (newest.isEmpty()) {
      return;
    }
    for (DependentTable.Fed fed : table.awaiting(newest.get().swapId())) {
      Rebuild rebuild = Rebuild.of(backfill.id(), newest.get().swapId(), fed.table());
      send(tx, backfill, rebuild, Optional.ofNullable(fed.specYaml()).orElseThrow());
      table.saveRebuild(rebuild);
    }
  }

  private void send(BackfillTransaction tx, Backfill backfill, Rebuild rebuild, String yaml) {
    BackfillRequest request =
        BackfillRequest.newBuilder()
            .setMeta(
                letters.stamp(
                    BackfillRequest.class, rebuild.childId(), backfill.request().traceparent()))
            .setSpecYaml(yaml)
            .setRequestedBy(backfill.request().by())
            .setOrigin(RequestOrigin.valueOf(backfill.request().origin()))
            .build();
    tx.send(letters.envelope(Topics.REQUESTS, rebuild.childId().toString(), request));
    LOG.info("Backfill {}: {} rebuilds {}", backfill.id(), rebuild.childId(), rebuild.table());
    String state = backfill.state().label();
    tx.audit(
        backfill.id(),
        new AuditEntry(
            clock.instant(),
            "RebuildSubmitted",
            state,
            state,
            "planner",
            "%s rebuilds %s".formatted(rebuild.childId(), rebuild.table())));
  }
}
