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

  /** Look up completed swaps of the target; {@link SwapEvent.HistoryRead}. */
  record Consult(SwapPlan plan) implements SwapCommand {}

  /**
   * Make the published clone, if the assembly has content, and the base, from nothing; {@link
   * SwapEvent.Assembled}.
   */
  record Assemble(TableName target, SwapTables tables, Assembly assembly, List<String> key)
      implements SwapCommand {}

  /**
   * Check that shadow and target have one structure, rename the shadow to the published clone,
   * create the tables that go live and that account for the live one, stop merges on all; {@link
   * SwapEvent.Sealed}.
   */
  record Seal(TableName target, SwapTables tables) implements SwapCommand {}

  /** List parts, then fingerprints, of the published clone; {@link SwapEvent.PartsRead}. */
  record ReadParts(TableName published) implements SwapCommand {}

  /** Read checksums of these partitions; {@link SwapEvent.RowsRead}. */
  record ReadRows(TableName published, List<String> partitions) implements SwapCommand {}

  /** List parts of the live table, then of the clones; {@link SwapEvent.PartsListed}. */
  record ListParts(TableName live, SwapTables tables) implements SwapCommand {}

  /**
   * Bring partitions of the sealed table up to date; {@link SwapEvent.Cloned}, or {@link
   * SwapEvent.WindowOver} when that takes too long, or {@link SwapEvent.UpdatesPending} when
   * updates of the live table can be written into its parts only by merges, which stand still.
   * Untouched ones are cloned from the live table into the kept one, and from there into the sealed
   * one, or dropped from both. Touched ones are cloned from the published clone; what else the
   * touch asks for comes on top.
   */
  record ClonePartitions(
      TableName live,
      SwapTables tables,
      CloneList list,
      Touch touch,
      SwapFigures figures,
      Selection selection)
      implements SwapCommand {

    /** What becomes of a touched partition of the live table. */
    public enum Touch {
      /** Nothing: it stays with the old storage. */
      REPLACED,
      /** It is cloned into the kept table. */
      KEPT,
      /** So it is, and what it has beyond the base is carried into the sealed table. */
      CARRIED
    }
  }

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
  record AwaitInserts(TableName live, Set<String> ids) implements SwapCommand {}

  /** List parts of the old storage, then of the kept clones; {@link SwapEvent.LateListed}. */
  record ListLate(SwapTables tables) implements SwapCommand {}

  /**
   * Copy the late rows into the carry table, from nothing, and clone that into the round's ledger;
   * {@link SwapEvent.LateCopied}.
   *
   * @param bases kept clones and the ledgers of the rounds before
   * @param touchedBases as those of {@link MoveLate}; rows with a key of theirs stay away from the
   *     touched partitions, where the selection says so
   */
  record CopyLate(
      SwapTables tables,
      LateParts late,
      List<TableName> bases,
      List<TableName> touchedBases,
      TableName ledger,
      Selection selection)
      implements SwapCommand {}

  /**
   * Move the carry table's parts into the live table, and drop it; {@link SwapEvent.LateMoved}. In
   * doubt only those rows that have not arrived, found by difference.
   *
   * @param touched partitions that have new content
   * @param bases what the live table had of the others before: kept clones and the ledgers of the
   *     rounds before
   * @param touchedBases what it had of the touched ones: the published clone, what was carried into
   *     them at leisure, and the same ledgers
   */
  record MoveLate(
      TableName live,
      SwapTables tables,
      Set<String> touched,
      List<TableName> bases,
      List<TableName> touchedBases,
      Doubt doubt)
      implements SwapCommand {}

  /** Read the partitions of both; {@link SwapEvent.ContentRead}. */
  record ReadContent(TableName before, TableName after, List<String> partitions)
      implements SwapCommand {}

  /**
   * Give what is kept its lasting names, without untouched partitions, and drop the rest; {@link
   * SwapEvent.Retired}.
   */
  record Retire(
      TableName before, Storages storages, SwapTables tables, Set<String> touched, boolean carried)
      implements SwapCommand {}

  /**
   * Replace, or drop where the sealed table has nothing of it; {@link SwapEvent.PartitionReplaced}.
   */
  record ReplacePartition(TableName live, TableName sealed, String partition)
      implements SwapCommand {}

  /**
   * Make sure that no late exchange can come any more nor has slipped in, give the shadow its name
   * back, and drop the rest; {@link SwapEvent.Unsealed}, or, when one has slipped in, {@link
   * SwapEvent.Exchanged}.
   */
  record Unseal(SwapPlan plan, SwapTables tables, Storages storages) implements SwapCommand {}

  /** Publish the outcome, in the transaction that stores the terminal state; no event. */
  record Announce(SwapState.Terminal outcome) implements SwapCommand {}
}
