package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.pace.Claim;
import io.hindcast.core.pace.Grant;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.pace.UsageLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of the tables pool, pace, pace_change and idle_latency. */
final class PostgresPaceTable implements PaceTable {
  private static final int CHANGES_KEPT = 500;

  private static final String FIND = "SELECT * FROM pace WHERE backfill_id = ?";
  private static final String BEGIN =
      """
      INSERT INTO pace (backfill_id, pool, weight, parallelism, ceiling, hold, share_window,
                        budget_standing, budget_text, throttle_level, throttle_phase,
                        throttle_reason, throttle_since, cut_at, calm_since)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (backfill_id) DO NOTHING
      """;
  private static final String BEGIN_POOL =
      """
      INSERT INTO pool (name, slots, divided_at, stepped_at, throttle_level, throttle_phase,
                        throttle_reason, throttle_since, cut_at, calm_since)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO NOTHING
      """;
  private static final String ALLOWANCE = "SELECT allowance FROM pace WHERE backfill_id = ?";
  private static final String SHARE_POOL = "SELECT * FROM pool WHERE name = ? FOR SHARE";
  private static final String LOCK_POOL = "SELECT * FROM pool WHERE name = ? FOR UPDATE";
  private static final String SAVE_POOL =
      """
      UPDATE pool SET slots = ?, divided_at = ?, stepped_at = ?, throttle_level = ?,
                      throttle_phase = ?, throttle_reason = ?, throttle_since = ?, cut_at = ?,
                      calm_since = ?, owed = ?
      WHERE name = ?
      """;
  private static final String CLAIMS =
      """
      SELECT p.*,
             (SELECT count(*) FROM task t
              WHERE b.state = 'RUNNING' AND t.backfill_id = b.id
                AND t.state = 'DISPATCHED')::int AS in_flight,
             (SELECT count(*) FROM (
                SELECT FROM task t
                WHERE b.state = 'RUNNING' AND NOT b.paused AND t.backfill_id = b.id
                  AND t.pass = b.pass
                  AND t.state = 'PENDING' AND t.not_before <= ?
                LIMIT p.parallelism) pending)::int AS demand
      FROM pace p JOIN backfill b ON b.id = p.backfill_id
      WHERE p.pool = ? AND (b.state = 'RUNNING' OR p.allowance > 0 OR p.held > 0)
      ORDER BY b.seq
      """;
  private static final String GRANT =
      "UPDATE pace SET allowance = ?, held = ?, lead = ?, owed = ? WHERE backfill_id = ?";
  private static final String RUNNING =
      """
      SELECT p.* FROM pace p JOIN backfill b ON b.id = p.backfill_id
      WHERE b.state = 'RUNNING' ORDER BY b.seq
      """;
  private static final String SAVE =
      """
      UPDATE pace SET ceiling = ?, hold = ?, share_window = ?, budget_standing = ?,
                      budget_text = ?, budget_lines = ?, used_rows = ?, used_bytes = ?, used_cpu_micros = ?,
                      used_money = ?, throttle_level = ?, throttle_phase = ?,
                      throttle_reason = ?, throttle_since = ?, cut_at = ?, calm_since = ?
      WHERE backfill_id = ? AND budget_grants = ?
      """;
  private static final String GRANT_BUDGET =
      """
      UPDATE pace SET budget_grants = budget_grants + 1, budget_standing = 'WITHIN',
                      budget_text = ''
      WHERE backfill_id = ? AND budget_standing = 'SPENT'
      """;
  private static final String NOTE =
      """
      INSERT INTO pace_change (backfill_id, at, kind, ceiling_from, ceiling_to, reason)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String CHANGES =
      "SELECT * FROM pace_change WHERE backfill_id = ? ORDER BY seq DESC LIMIT ?";
  private static final String POOLS = "SELECT * FROM pool ORDER BY name";
  private static final String FORGET =
      """
      DELETE FROM pace_change WHERE backfill_id = ? AND seq <= (
        SELECT seq FROM pace_change WHERE backfill_id = ? ORDER BY seq DESC OFFSET ? LIMIT 1)
      """;
  private static final String IDLE = "SELECT * FROM idle_latency";
  private static final String SAVE_IDLE =
      """
      INSERT INTO idle_latency (at, queries, p50, p90, p95, p99) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (one) DO UPDATE SET at = excluded.at, queries = excluded.queries,
        p50 = excluded.p50, p90 = excluded.p90, p95 = excluded.p95, p99 = excluded.p99
      """;
  private static final String IN_FLIGHT =
      """
      SELECT count(*) AS n FROM task t JOIN backfill b ON b.id = t.backfill_id
      WHERE t.state = 'DISPATCHED' AND b.state = 'RUNNING'
      """;

  private final Transaction tx;

  PostgresPaceTable(Transaction tx) {
    this.tx = tx;
  }

  @Override
  public Optional<Pace> find(UUID backfillId) {
    return tx.first(FIND, PaceRows::pace, backfillId);
  }

  @Override
  public void begin(Pace pace) {
    List<Object> values =
        new ArrayList<>(
            List.of(
                pace.backfillId(),
                pace.pool(),
                pace.weight(),
                pace.parallelism(),
                pace.ceiling(),
                pace.hold(),
                pace.window(),
                pace.spending().standing(),
                pace.spending().text()));
    values.addAll(PaceRows.values(pace.throttle()));
    tx.update(BEGIN, values.toArray());
  }

  @Override
  public void begin(PoolState pool) {
    List<Object> values =
        new ArrayList<>(List.of(pool.name(), pool.slots(), pool.dividedAt(), pool.steppedAt()));
    values.addAll(PaceRows.values(pool.throttle()));
    tx.update(BEGIN_POOL, values.toArray());
  }

  @Override
  public int allowance(UUID backfillId) {
    return tx.first(ALLOWANCE, row -> row.integer("allowance"), backfillId).orElse(0);
  }

  @Override
  public Optional<PoolState> sharePool(String pool) {
    return tx.first(SHARE_POOL, PaceRows::pool, pool);
  }

  @Override
  public Optional<PoolState> lockPool(String pool) {
    return tx.first(LOCK_POOL, PaceRows::pool, pool);
  }

  @Override
  public void save(PoolState pool) {
    List<Object> values =
        new ArrayList<>(List.of(pool.slots(), pool.dividedAt(), pool.steppedAt()));
    values.addAll(PaceRows.values(pool.throttle()));
    values.add(pool.owed());
    values.add(pool.name());
    tx.update(SAVE_POOL, values.toArray());
  }

  @Override
  public List<Claim> claims(String pool, Instant now) {
    return tx.query(CLAIMS, PaceRows::claim, now, pool);
  }

  @Override
  public void grant(Collection<Grant> grants) {
    tx.batch(
        GRANT,
        grants.stream()
            .map(grant ->
                List.of(
                    grant.allowance(),
                    grant.held(),
                    grant.lead(),
                    grant.owed(),
                    grant.backfillId()))
            .toList());
  }

  @Override
  public List<Pace> running() {
    return tx.query(RUNNING, PaceRows::pace);
  }

  @Override
  public void save(Pace pace) {
    Pace.Spending spending = pace.spending();
    List<Object> values =
        new ArrayList<>(
            List.of(
                pace.ceiling(),
                pace.hold(),
                pace.window(),
                spending.standing(),
                spending.text(),
                spending.lines(),
                spending.total().rows(),
                spending.total().bytes(),
                spending.total().cpuMicros(),
                spending.money().toPlainString()));
    values.addAll(PaceRows.values(pace.throttle()));
    values.add(pace.backfillId());
    values.add(spending.grants());
    tx.update(SAVE, values.toArray());
  }

  @Override
  public boolean grantBudget(UUID backfillId) {
    return tx.update(GRANT_BUDGET, backfillId) == 1;
  }

  @Override
  public void note(UUID backfillId, Collection<PaceChange> changes) {
    tx.batch(
        NOTE,
        changes.stream()
            .map(change ->
                List.of(
                    backfillId,
                    change.at(),
                    change.kind(),
                    change.from(),
                    change.to(),
                    change.reason()))
            .toList());
    tx.update(FORGET, backfillId, backfillId, CHANGES_KEPT);
  }

  @Override
  public List<PaceChange> changes(UUID backfillId, int limit) {
    return tx.query(CHANGES, PaceRows::change, backfillId, limit);
  }

  @Override
  public List<PoolState> pools() {
    return tx.query(POOLS, PaceRows::pool);
  }

  @Override
  public UsageLedger usage(UUID backfillId) {
    return new PostgresUsageLedger(tx, backfillId);
  }

  @Override
  public Optional<LoadSample.Latencies> idleLatencies() {
    return tx.first(IDLE, PostgresPaceTable::latencies);
  }

  @Override
  public void idleLatencies(LoadSample.Latencies latencies, Instant at) {
    tx.update(
        SAVE_IDLE,
        at,
        latencies.queries(),
        latencies.p50(),
        latencies.p90(),
        latencies.p95(),
        latencies.p99());
  }

  @Override
  public int inFlight() {
    return tx.first(IN_FLIGHT, row -> Math.toIntExact(row.number("n"))).orElse(0);
  }

  private static LoadSample.Latencies latencies(Row row) {
    return new LoadSample.Latencies(
        row.number("queries"), row.real("p50"), row.real("p90"), row.real("p95"), row.real("p99"));
  }
}
