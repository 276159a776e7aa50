package io.hindcast.core.swap;

import io.hindcast.core.swap.SwapState.Doubt;
import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.Set;

/**
 * What the shell has to do. Each can be repeated after a crash in its midst; each is answered by
 * one event, or by {@link SwapEvent.Failed}.
 */
public sealed interface SwapCommand {

  /** Rename the working tables of earlier epochs; {@link SwapEvent.Adopted}. */
  record Adopt(SwapTables tables) implements SwapCommand {}

  /**
   * Check that shadow and target have one structure, rename the shadow, create the table for the
   * kept clones, stop merges on both; {@link SwapEvent.Sealed}.
   */
  record Seal(TableName target, SwapTables tables) implements SwapCommand {}

  /** List parts, then fingerprints, of the sealed table; {@link SwapEvent.PartsRead}. */
  record ReadParts(TableName sealed) implements SwapCommand {}

  /** Read checksums of these partitions; {@link SwapEvent.RowsRead}. */
  record ReadRows(TableName sealed, List<String> partitions) implements SwapCommand {}

  /** List parts of the live table, then of the clones; {@link SwapEvent.PartsListed}. */
  record ListParts(TableName live, SwapTables tables) implements SwapCommand {}

  /**
   * Clone each partition from the live table into the kept one, and from there into the sealed one;
   * drop the others from both; {@link SwapEvent.Cloned}.
   */
  record ClonePartitions(TableName live, SwapTables tables, CloneList list)
      implements SwapCommand {}

  /** {@link SwapEvent.MergesStopped}. */
  record StopMerges(TableName live) implements SwapCommand {}

  /** Wait, boundedly; {@link SwapEvent.MergesIdle} or {@link SwapEvent.MergesBusy}. */
  record AwaitMerges(TableName live) implements SwapCommand {}

  /** Start merges on all that exist; {@link SwapEvent.MergesStarted}. */
  record StartMerges(List<TableName> tables) implements SwapCommand {}

  /**
   * Exchange, if the live name still stands for the old storage; {@link SwapEvent.Exchanged}, or
   * {@link SwapEvent.Failed} also when it stands for a third one.
   */
  record Exchange(TableName live, TableName sealed, Storages storages) implements SwapCommand {}

  /** {@link SwapEvent.StorageFound}. */
  record LookUp(TableName live) implements SwapCommand {}

  /** {@link SwapEvent.InsertsNoted}. */
  record NoteInserts(TableName live) implements SwapCommand {}

  /** Wait, boundedly; {@link SwapEvent.InsertsLeft}. */
  record AwaitInserts(Set<String> ids) implements SwapCommand {}

  /** List parts of the old storage, then of the kept clones; {@link SwapEvent.LateListed}. */
  record ListLate(SwapTables tables) implements SwapCommand {}

  /**
   * Copy the late rows into the carry table, from nothing, and clone that into the round's ledger;
   * {@link SwapEvent.LateCopied}.
   *
   * @param bases kept clones and the ledgers of the rounds before
   */
  record CopyLate(SwapTables tables, LateParts late, List<TableName> bases, TableName ledger)
      implements SwapCommand {}

  /**
   * Move the carry table's parts into the live table, and drop it; {@link SwapEvent.LateMoved}. In
   * doubt only those rows that have not arrived, found by difference.
   *
   * @param bases what the live table had of these partitions before: kept clones and the ledgers of
   *     the rounds before
   */
  record MoveLate(TableName live, SwapTables tables, List<TableName> bases, Doubt doubt)
      implements SwapCommand {}

  /** Read the partitions of both; {@link SwapEvent.ContentRead}. */
  record ReadContent(TableName before, TableName after, List<String> partitions)
      implements SwapCommand {}

  /** Give the old content its lasting name, drop the rest; {@link SwapEvent.Retired}. */
  record Retire(TableName before, SwapTables tables) implements SwapCommand {}

  /** Clone what the live table has of these partitions; {@link SwapEvent.PreviousKept}. */
  record KeepPrevious(TableName live, TableName kept, List<String> partitions)
      implements SwapCommand {}

  /** Replace, or drop where the pin is empty; {@link SwapEvent.PartitionReplaced}. */
  record ReplacePartition(TableName live, TableName sealed, SwapPin pin) implements SwapCommand {}

  /**
   * Give the shadow its name back, then make sure that no late exchange has slipped in, then drop
   * the untouched partitions' clones; {@link SwapEvent.Unsealed}, or, when one has slipped in, undo
   * the renaming and answer {@link SwapEvent.Exchanged}.
   */
  record Unseal(SwapPlan plan, SwapTables tables, Storages storages) implements SwapCommand {}

  /** Publish the outcome, in the transaction that stores the terminal state; no event. */
  record Announce(SwapState.Terminal outcome) implements SwapCommand {}
}
