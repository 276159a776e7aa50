package io.hindcast.core.backfill;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which partitions of one target belong to which backfill, within a transaction. */
public interface ClaimTable {

  /** Waits until no other transaction holds the target, and holds it until this one ends. */
  void lock();

  /**
   * Backfills at work on some of these partitions, oldest first: they have a plan and have not
   * ended, or they are being rolled back or swapped in again.
   *
   * @param backfillId left out of the answer
   */
  List<Overlap> atWork(UUID backfillId, Collection<String> partitions);

  /** The same, and backfills submitted before this one that wait for some of these partitions. */
  List<Overlap> before(UUID backfillId, Collection<String> partitions);

  /**
   * Other backfills that have swapped in, or taken back, some of these partitions since this one
   * was planned, oldest first.
   */
  List<Overlap> swappedSince(UUID backfillId, Collection<String> partitions);

  /** Notes what a backfill owns or waits for; replaces what was noted before. */
  void claim(UUID backfillId, Collection<String> partitions);

  /** What the backfill owns or waits for; empty when it has no plan. */
  List<String> claimed(UUID backfillId);
}
