package io.hindcast.core.pace;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Pools, grants and paces within one transaction. Who writes a backfill's allowance holds its pool
 * with {@link #lockPool}; who starts tasks holds it with {@link #sharePool}, so that the allowance
 * stays as it is until the tasks are there. Backfills are locked before pools, never after.
 */
public interface PaceTable {

  /** The backfill's pace; empty before it first wanted a slot. */
  Optional<Pace> find(UUID backfillId);

  /** Adds the pace of a backfill, with nothing granted; nothing happens when it has one. */
  void begin(Pace pace);

  /** Adds the pool; nothing happens when it is there. */
  void begin(PoolState pool);

  /** The slots that the backfill was granted last; 0 when it has no pace. */
  int allowance(UUID backfillId);

  /** Keeps grants of the pool from changing until the transaction ends; several may do so. */
  Optional<PoolState> sharePool(String pool);

  /** The pool, with nobody else able to grant or to start tasks in it until this ends. */
  Optional<PoolState> lockPool(String pool);

  /** Writes slots, throttle and times. The pool must be locked. */
  void save(PoolState pool);

  /**
   * What backfills want of the locked pool, oldest first: those that run, of which the paused ones
   * want nothing new, and those that run no more and have slots still, which want nothing at all.
   */
  List<Claim> claims(String pool, Instant now);

  /** Writes allowances. The pool must be locked. */
  void grant(Collection<Grant> grants);

  /** Paces of running backfills of all pools, oldest first. */
  List<Pace> running();

  /**
   * Writes ceiling, window, throttle and spending; nothing happens when its budget was granted once
   * more meanwhile.
   */
  void save(Pace pace);

  /** Grants a budget that is spent once more; false, and nothing happens, when it is not. */
  boolean grantBudget(UUID backfillId);

  /** Notes changes for people; of each backfill some hundreds are kept. */
  void note(UUID backfillId, Collection<PaceChange> changes);

  /** What was noted of the backfill, newest first. */
  List<PaceChange> changes(UUID backfillId, int limit);

  /** The pools that anybody has used so far, by name, as they are now; nothing is locked. */
  List<PoolState> pools();

  /** What the backfill has used up. */
  UsageLedger usage(UUID backfillId);

  /** Latencies of other users while nothing of ours ran, as last measured. */
  Optional<LoadSample.Latencies> idleLatencies();

  /** Stores them. */
  void idleLatencies(LoadSample.Latencies latencies, Instant at);

  /** Tasks in flight of all backfills. */
  int inFlight();
}
