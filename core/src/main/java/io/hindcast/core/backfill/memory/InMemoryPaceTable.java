package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Claim;
import io.hindcast.core.pace.Grant;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.pace.Rest;
import io.hindcast.core.pace.UsageLedger;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Pools, grants and paces. */
final class InMemoryPaceTable implements PaceTable {
  private static final int ONE = 1;

  private final Tables tables;

  InMemoryPaceTable(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Pace> find(UUID backfillId) {
    return tables.paces.find(backfillId).map(PaceRow::pace);
  }

  @Override
  public void begin(Pace pace) {
    tables.paces.add(pace.backfillId(), PaceRow.begin(pace));
  }

  @Override
  public void begin(PoolState pool) {
    tables.pools.add(pool.name(), pool);
  }

  @Override
  public int allowance(UUID backfillId) {
    return tables.paces.find(backfillId).map(row -> row.grant().allowance()).orElse(0);
  }

  /** Transactions run one after another; only the order of locks is looked after. */
  @Override
  public Optional<PoolState> sharePool(String pool) {
    tables.sharePool(pool);
    return tables.pools.find(pool);
  }

  @Override
  public Optional<PoolState> lockPool(String pool) {
    Optional<PoolState> found = tables.pools.find(pool);
    found.ifPresent(there -> tables.lockPool(pool));
    return found;
  }

  @Override
  public void save(PoolState pool) {
    tables.requireLockedPool(pool.name());
    tables.pools.put(pool.name(), pool);
  }

  @Override
  public List<Claim> claims(String pool, Instant now) {
    return tables.backfills.values().stream()
        .flatMap(backfill -> tables.paces.find(backfill.id()).stream())
        .filter(row -> row.pace().pool().equals(pool))
        .filter(row -> isRunning(row) || row.grant().allowance() > 0 || row.grant().held() > 0)
        .map(row -> claim(row, now))
        .toList();
  }

  private Claim claim(PaceRow row, Instant now) {
    UUID id = row.pace().backfillId();
    InMemoryTaskTable tasks = new InMemoryTaskTable(tables, id);
    Grant grant = row.grant();
    return new Claim(
        id,
        row.pace().weight(),
        row.pace().ceiling(),
        demand(tasks, row.pace(), now),
        isRunning(row) ? tasks.inFlight() : 0,
        grant.allowance(),
        grant.held(),
        grant.lead(),
        new Rest(row.pace().throttle().share(), grant.owed()));
  }

  private boolean isRunning(PaceRow row) {
    return tables
        .backfills
        .find(row.pace().backfillId())
        .filter(backfill -> backfill.state() instanceof BackfillState.Running)
        .isPresent();
  }

  private int demand(InMemoryTaskTable tasks, Pace pace, Instant now) {
    Backfill backfill = tables.backfills.find(pace.backfillId()).orElseThrow();
    return !backfill.paused() && backfill.state() instanceof BackfillState.Running running
        ? tasks.dispatchable(running.course().pass(), now, pace.parallelism()).size()
        : 0;
  }

  @Override
  public void grant(Collection<Grant> grants) {
    for (Grant grant : grants) {
      PaceRow row = tables.paces.find(grant.backfillId()).orElseThrow();
      tables.requireLockedPool(row.pace().pool());
      tables.paces.put(grant.backfillId(), row.with(grant));
    }
  }

  @Override
  public List<Pace> running() {
    return rows().map(PaceRow::pace).toList();
  }

  @Override
  public void save(Pace pace) {
    tables
        .paces
        .find(pace.backfillId())
        .filter(row -> row.pace().spending().grants() == pace.spending().grants())
        .ifPresent(row -> tables.paces.put(pace.backfillId(), row.with(pace)));
  }

  @Override
  public boolean grantBudget(UUID backfillId) {
    Optional<PaceRow> spent =
        tables
            .paces
            .find(backfillId)
            .filter(row -> row.pace().spending().standing() == Budget.Standing.SPENT);
    spent.ifPresent(row -> tables.paces.put(backfillId, row.grantedOnceMore()));
    return spent.isPresent();
  }

  @Override
  public void note(UUID backfillId, Collection<PaceChange> changes) {
    tables
        .paces
        .find(backfillId)
        .ifPresent(row -> tables.paces.put(backfillId, row.noted(changes)));
  }

  @Override
  public List<PaceChange> changes(UUID backfillId, int limit) {
    return tables
        .paces
        .find(backfillId)
        .map(row -> row.changes().reversed().stream().limit(limit).toList())
        .orElse(List.of());
  }

  @Override
  public List<PoolState> pools() {
    return tables.pools.values().stream().sorted(Comparator.comparing(PoolState::name)).toList();
  }

  @Override
  public UsageLedger usage(UUID backfillId) {
    return new InMemoryUsageLedger(tables.paces, backfillId);
  }

  @Override
  public Optional<LoadSample.Latencies> idleLatencies() {
    return tables.idle.find(ONE);
  }

  @Override
  public void idleLatencies(LoadSample.Latencies latencies, Instant at) {
    tables.idle.put(ONE, latencies);
  }

  @Override
  public int inFlight() {
    return running(tables).mapToInt(id -> new InMemoryTaskTable(tables, id).inFlight()).sum();
  }

  private Stream<PaceRow> rows() {
    return running(tables).flatMap(id -> tables.paces.find(id).stream());
  }

  private static Stream<UUID> running(Tables tables) {
    return tables.backfills.values().stream()
        .filter(backfill -> backfill.state() instanceof BackfillState.Running)
        .map(Backfill::id);
  }
}
