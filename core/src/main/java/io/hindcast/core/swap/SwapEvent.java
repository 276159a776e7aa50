package io.hindcast.core.swap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the shell did or found. Times and epochs come in with the event. */
public sealed interface SwapEvent {

  /** The target's lease was taken, for the first time or after another holder. */
  record Claimed(long epoch) implements SwapEvent {}

  /** Completed swaps of the target that matter, oldest first. */
  record HistoryRead(List<PastSwap> swaps) implements SwapEvent {}

  /**
   * Content, if any, and base are made, and amount to this; rows are to be carried by that rule.
   *
   * @param keptContent what the content amounts to in the structure in which it was kept
   * @param keptBase what the base amounts to in the structure in which it was kept
   */
  record Assembled(
      Map<String, PartitionDigest> content,
      Map<String, PartitionDigest> base,
      Map<String, PartitionDigest> keptContent,
      Map<String, PartitionDigest> keptBase,
      CarryRule rule)
      implements SwapEvent {

    /** Of tables that were kept in the structure that the target has. */
    public Assembled(
        Map<String, PartitionDigest> content, Map<String, PartitionDigest> base, CarryRule rule) {
      this(content, base, content, base, rule);
    }
  }

  /** The working tables have the names of the epoch. */
  record Adopted() implements SwapEvent {}

  /** The shadow is sealed; these are the storages. */
  record Sealed(Storages storages) implements SwapEvent {}

  /** The published clone by metadata: its parts, then, read after them, its partitions. */
  record PartsRead(List<SwapPart> parts, Map<String, PartitionDigest> partitions)
      implements SwapEvent {}

  /** Its partitions by content. */
  record RowsRead(Map<String, PartitionDigest> partitions) implements SwapEvent {}

  /** Active parts of the live table, then of the clones. */
  record PartsListed(
      List<SwapPart> live, List<SwapPart> sealed, List<SwapPart> kept, List<SwapPart> published)
      implements SwapEvent {}

  /**
   * The listed partitions are put together; so many rows were carried into touched ones, and so
   * many were updates and were not.
   */
  record Cloned(Map<String, Long> carried, Map<String, Long> withheld) implements SwapEvent {}

  /** Rows of partitions that have to be cloned were updated while merges stood still. */
  record UpdatesPending() implements SwapEvent {}

  /** Merges have stood still for longer than is allowed. */
  record WindowOver() implements SwapEvent {}

  /** Another swap of the group has to be prepared again; this one's step was not begun. */
  record HeldBack() implements SwapEvent {}

  /** Another swap of the group was refused before anything was published. */
  record GroupBroken(SwapFailure failure) implements SwapEvent {}

  /** New merges do not begin. */
  record MergesStopped(Instant at) implements SwapEvent {}

  /** No merge runs. */
  record MergesIdle() implements SwapEvent {}

  /** So many merges still run after the longest wait. */
  record MergesBusy(int running) implements SwapEvent {}

  /** Merges run again. */
  record MergesStarted(Instant at) implements SwapEvent {}

  /** The exchange happened, in so many microseconds (0: it had happened before that time). */
  record Exchanged(long micros, Instant at) implements SwapEvent {}

  /** The storage behind the live name. */
  record StorageFound(UUID live) implements SwapEvent {}

  /** INSERTs that run now. */
  record InsertsNoted(Set<String> ids) implements SwapEvent {}

  /** Which of them still run after the wait; none when they have ended. */
  record InsertsLeft(Set<String> ids) implements SwapEvent {}

  /** Active parts of the old storage, then of what was kept. */
  record LateListed(List<SwapPart> old, List<SwapPart> kept) implements SwapEvent {}

  /** So many rows were copied; so many were updates and were not, by partition. */
  record LateCopied(long rows, Map<String, Long> withheld) implements SwapEvent {}

  /** They are in the live table. */
  record LateMoved() implements SwapEvent {}

  /** The touched partitions, old and new. Absent ones are absent. */
  record ContentRead(Map<String, PartitionDigest> before, Map<String, PartitionDigest> after)
      implements SwapEvent {}

  /** What is left behind is kept under these names. */
  record Retired(KeptTables kept) implements SwapEvent {}

  /** One partition is published. */
  record PartitionReplaced(long micros, Instant at) implements SwapEvent {}

  /** The shadow has its name back, and the exchange surely did not happen. */
  record Unsealed() implements SwapEvent {}

  /** The step failed for good, or its outcome is unknown. */
  record Failed(SwapFailure failure) implements SwapEvent {}

  /** The event's stable name. */
  default String label() {
    return getClass().getSimpleName();
  }
}
