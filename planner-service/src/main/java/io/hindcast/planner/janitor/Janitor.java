package io.hindcast.planner.janitor;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.WorkingName;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.janitor.Housekeeping;
import io.hindcast.core.janitor.Resident;
import io.hindcast.core.janitor.TableFate;
import io.hindcast.core.janitor.TableFate.Verdict;
import io.hindcast.core.table.NodeName;
import io.hindcast.core.table.TableName;
import io.hindcast.planner.course.Specs;
import io.hindcast.planner.janitor.JanitorReport.Action;
import io.hindcast.warehouse.Warehouse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what nothing needs any more. Kept tables are given up in a transaction first, after which
 * no rollback begins, and dropped then; a run that dies in between is finished by the next one.
 */
public final class Janitor {
  private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
  private static final int KEEPING_MAX = 10_000;

  private final BackfillStore store;
  private final Warehouse warehouse;
  private final Residents residents;
  private final Sizes sizes;
  private final String workingDatabase;
  private final InstantSource clock;
  private final int keptVersions;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /**
   * Wired by the planner's main.
   *
   * @param keptVersions after how many later backfills of the same partitions what one has kept is
   *     given up
   */
  public Janitor(
      BackfillStore store,
      Warehouse warehouse,
      Specs specs,
      String workingDatabase,
      int keptVersions,
      InstantSource clock) {
    this.store = store;
    this.warehouse = warehouse;
    this.residents = new Residents(specs, workingDatabase);
    this.sizes = new Sizes(warehouse);
    this.workingDatabase = workingDatabase;
    this.keptVersions = keptVersions;
    this.clock = clock;
  }

  /** What a run would do now. Changes nothing. */
  public JanitorReport dryRun() {
    List<TableFate> fates = judge(list().tables());
    List<JanitorReport.Line> lines =
        fates.stream()
            .filter(fate -> fate.verdict() != Verdict.KEPT)
            .map(fate -> line(action(fate), fate))
            .toList();
    return new JanitorReport(true, lines, fates.size() - lines.size());
  }

  /**
   * Drops what is of no use.
   *
   * @throws HindcastException when store or warehouse do not answer; the next run goes on
   */
  public JanitorReport run() {
    oneAtATime.lock();
    try {
      release();
      Listing listing = list();
      List<TableFate> fates = judge(listing.tables());
      List<JanitorReport.Line> lines =
          fates.stream()
              .filter(fate -> fate.verdict() != Verdict.KEPT)
              .flatMap(fate -> act(fate).stream())
              .toList();
      forgetMissing(listing);
      return new JanitorReport(false, lines, fates.size() - lines.size());
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * What the nodes have. One that does not answer is left to the next run; when none does, the
   * first one's error is thrown.
   */
  private Listing list() {
    Set<TableName> tables = new LinkedHashSet<>();
    Set<String> nodes = new HashSet<>();
    List<HindcastException> errors = new ArrayList<>();
    for (String node : warehouse.nodes()) {
      try {
        tables.addAll(warehouse.on(node).tablesWithPrefix(workingDatabase, WorkingName.PREFIX));
        nodes.add(node);
      } catch (HindcastException e) {
        LOG.warn("The janitor passes over node {}: {}", NodeName.shown(node), e.getMessage());
        errors.add(e);
      }
    }
    if (nodes.isEmpty()) {
      throw errors.getFirst();
    }
    return new Listing(tables, nodes);
  }

  private record Listing(Set<TableName> tables, Set<String> nodes) {
    boolean misses(TableName table) {
      return nodes.contains(table.node()) && !tables.contains(table);
    }
  }

  /** Backfills are read after the tables: whoever made a table was there before it. */
  private List<TableFate> judge(Set<TableName> tables) {
    List<Resident> owners = store.inTransaction(tx -> residents.of(tx, tables));
    Housekeeping housekeeping = new Housekeeping(owners, clock.instant());
    return tables.stream().map(housekeeping::judge).toList();
  }

  private void release() {
    for (UUID id : store.inTransaction(tx -> tx.keeping(KEEPING_MAX))) {
      store.inTransaction(tx -> {
        tx.lock(id).ifPresent(backfill -> release(tx, backfill));
        return true;
      });
    }
  }

  private void release(BackfillTransaction tx, Backfill locked) {
    Instant now = clock.instant();
    Resident resident = residents.of(tx, locked);
    if (resident.released()) {
      return;
    }
    boolean over = resident.retentionOver(now);
    if (over || laterVersions(tx, locked) >= keptVersions) {
      tx.kept(locked.id()).release(now);
      LOG.info(
          "Backfill {}: {}, {} kept tables are given up",
          locked.id(),
          over ? "retention is over" : "there are enough later versions of its partitions",
          resident.kept().size());
    }
  }

  /** Backfills that would have to be rolled back first. */
  private static long laterVersions(BackfillTransaction tx, Backfill backfill) {
    if (!backfill.state().terminal()) {
      return 0;
    }
    ClaimTable claims = tx.claims(backfill.request().target());
    return claims.swappedSince(backfill.id(), claims.claimed(backfill.id())).stream()
        .filter(later -> later.state().equals(new BackfillState.Swapped().label()))
        .count();
  }

  /** Empty when retention has only just ended: the next run gives the table up first. */
  private Optional<JanitorReport.Line> act(TableFate fate) {
    if (fate.verdict() == Verdict.ORPHAN) {
      LOG.warn("The table {} is an orphan: {}", fate.table(), fate.reason());
      return Optional.of(line(Action.ORPHAN, fate));
    }
    UUID id = fate.backfillId().orElseThrow();
    return givenUp(id, fate.table()) ? Optional.of(drop(id, fate)) : Optional.empty();
  }

  private JanitorReport.Line drop(UUID id, TableFate fate) {
    JanitorReport.Line done = line(Action.DROPPED, fate);
    try {
      warehouse.drop(warehouse.own(fate.table()));
    } catch (HindcastException e) {
      LOG.warn("The janitor cannot drop {} for now", fate.table(), e);
      return line(Action.FAILED, fate, "%s: %s".formatted(e.code(), e.getMessage()));
    }
    LOG.info("Backfill {}: dropped {}: {}", id, fate.table(), fate.reason());
    store.inTransaction(tx -> {
      tx.kept(id).dropped(fate.table(), clock.instant());
      return true;
    });
    return done;
  }

  /** A kept table only goes once no rollback needs it; that is never taken back. */
  private boolean givenUp(UUID id, TableName table) {
    return store.inTransaction(tx ->
        tx.kept(id).released()
            || !tx.kept(id).present().contains(table)
            || tx.kept(id).superseded(LiveSwaps.ids(tx.results(id).done())).contains(table));
  }

  /** Tables that were dropped by somebody else, or just before a crash. */
  private void forgetMissing(Listing listing) {
    for (UUID id : store.inTransaction(tx -> tx.keeping(KEEPING_MAX))) {
      store.inTransaction(tx -> {
        if (tx.kept(id).released()) {
          tx.kept(id).present().stream()
              .filter(listing::misses)
              .forEach(table -> tx.kept(id).dropped(table, clock.instant()));
        }
        return true;
      });
    }
  }

  private JanitorReport.Line line(Action action, TableFate fate) {
    return line(action, fate, fate.reason());
  }

  private JanitorReport.Line line(Action action, TableFate fate, String reason) {
    return JanitorReport.Line.of(action, fate, reason, sizes.of(fate.table()));
  }

  private static Action action(TableFate fate) {
    return fate.verdict() == Verdict.DROPPED ? Action.WOULD_DROP : Action.ORPHAN;
  }
}
