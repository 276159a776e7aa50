package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.backfill.memory.InMemoryProvenanceTable.PublishedRow;
import io.hindcast.core.backfill.memory.InMemoryWorkerTable.WorkerRow;
import io.hindcast.core.deadletter.PutAside;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.PoolState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Everything that is stored, and what the open transaction may change of it. */
final class Tables {
  final InstantSource clock;
  final Undo undo = new Undo();
  final Rows<UUID, Backfill> backfills = Rows.asAdded(undo);
  final Rows<UUID, Boolean> clean = Rows.asAdded(undo);
  final Rows<UUID, List<String>> columns = Rows.asAdded(undo);
  final Rows<UUID, Course> courses = Rows.asAdded(undo);
  final Rows<UUID, Instant> started = Rows.asAdded(undo);
  final Rows<UUID, Instant> finished = Rows.asAdded(undo);
  final Rows<UUID, Instant> released = Rows.asAdded(undo);
  final Rows<UUID, Boolean> givenUp = Rows.asAdded(undo);
  final Rows<UUID, Long> sizes = Rows.asAdded(undo);
  final Rows<Processed, Boolean> processed = Rows.asAdded(undo);
  final Rows<UUID, PublishedRow> publications = Rows.asAdded(undo);
  final Rows<UUID, Claim> claims = Rows.asAdded(undo);
  final Rows<UUID, PaceRow> paces = Rows.asAdded(undo);
  final Rows<String, PoolState> pools = Rows.asAdded(undo);
  final Rows<Integer, LoadSample.Latencies> idle = Rows.asAdded(undo);
  final Rows<String, WorkerRow> workers = Rows.sorted(undo);
  final Rows<Long, PutAside.Kept> deadLetters = Rows.sorted(undo);
  final Rows<Integer, OutboxMessage> outbox = Rows.asAdded(undo);
  private final Map<UUID, Belongings> belongings = new HashMap<>();
  private final Set<UUID> locked = new HashSet<>();
  private final Set<String> lockedPools = new HashSet<>();
  private boolean poolsHeld;

  Tables(InstantSource clock) {
    this.clock = clock;
  }

  /** An event that a consumer knows. */
  record Processed(String consumer, UUID eventId) {}

  /** Partitions of a target that a backfill owns or waits for. */
  record Claim(UUID backfillId, String target, List<String> partitions) {}

  Belongings of(UUID id) {
    return belongings.computeIfAbsent(id, ignored -> new Belongings(undo));
  }

  /** From now on the open transaction may change it, and the others of its group. */
  void lock(Backfill backfill) {
    if (locked.add(lockOf(backfill)) && poolsHeld) {
      throw new HindcastException(
          ErrorCode.ILLEGAL_STATE,
          "Backfill %s is locked after a pool: two transactions could wait for each other"
              .formatted(backfill.id()));
    }
  }

  void requireLocked(UUID id) {
    if (backfills.find(id).filter(backfill -> locked.contains(lockOf(backfill))).isEmpty()) {
      throw new HindcastException(
          ErrorCode.ILLEGAL_STATE,
          "Backfill %s cannot be changed: the transaction has not locked it".formatted(id));
    }
  }

  void lockPool(String pool) {
    lockedPools.add(pool);
    poolsHeld = true;
  }

  /** Whoever holds a pool, alone or not, locks no backfill any more. */
  void sharePool(String pool) {
    poolsHeld |= pools.has(pool);
  }

  void requireLockedPool(String pool) {
    if (!lockedPools.contains(pool)) {
      throw new HindcastException(
          ErrorCode.ILLEGAL_STATE,
          "The pool %s cannot be changed: the transaction has not locked it".formatted(pool));
    }
  }

  void end() {
    locked.clear();
    lockedPools.clear();
    poolsHeld = false;
  }

  private static UUID lockOf(Backfill backfill) {
    UUID groupId = backfill.groupId();
    return groupId == null ? backfill.id() : groupId;
  }
}
