package io.hindcast.warehouse;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The primitive steps of a swap. Which of them run, and when, is decided in core. */
public interface SwapSurface {

  /** Identity of the storage that the name points to now. */
  Optional<UUID> storageOf(TableName table);

  /** Renames; an error when {@code from} is missing or {@code to} exists. */
  void rename(WorkingTable from, WorkingTable to);

  /**
   * Swaps the names of a target and a working table in one atomic step. NOT repeatable: a second
   * call swaps back. Decide by {@link #storageOf} whether it has happened.
   */
  void exchange(TableName live, WorkingTable own);

  /** Stops new merges of the storage behind the name; running ones go on. */
  void stopMerges(TableName table);

  /** Undoes {@link #stopMerges} for the storage that is behind the name now. */
  void startMerges(TableName table);

  /**
   * From now on nothing in the table changes by itself: no merge begins, so that rows neither
   * expire nor are merged into others. Unlike {@link #stopMerges} it outlives a restart of the
   * server.
   */
  void still(TableName table);

  /** Whether the table has updates that are applied at read and not yet written into its parts. */
  boolean hasPendingUpdates(TableName table);

  /**
   * Begins to write pending updates into the parts, which changes nothing that readers see, and
   * returns. While merges are stopped it waits for them to start.
   */
  void applyUpdates(TableName table);

  /** Merges that run now on the table. */
  int runningMerges(TableName table);

  /** Active parts of the given partitions, or of all when {@code partitionIds} is empty. */
  List<TablePart> parts(TableName table, Collection<String> partitionIds);

  /** Drops partitions; nothing happens for those that are not there. */
  void dropPartitions(WorkingTable table, Collection<String> partitionIds);

  /** Ids of INSERT queries that run now and may write into the table, at once or through views. */
  List<String> runningInserts(TableName table);

  /** Which of these queries still run. */
  List<String> stillRunning(Collection<String> queryIds);

  /**
   * Copies the rows of named parts into an empty table, which is created like {@code from}. One
   * that exists is dropped first. Fails when a named part is no longer active.
   *
   * @return rows copied
   */
  long copyParts(TableName from, Collection<String> partNames, WorkingTable into);

  /**
   * Copies those rows of the partitions of {@code from} that go beyond the rows of the bases,
   * counted as a multiset, into an empty table, which is created like {@code from}. One that exists
   * is dropped first. It reads both sides in full: the way out when merges have mixed known parts
   * with new ones, so that parts no longer tell them apart. Partitions absent from a base count as
   * empty there.
   *
   * @return rows copied
   * @throws io.hindcast.core.error.HindcastException ILLEGAL_STATE for engines whose merges add up
   *     or cancel rows (Summing, Aggregating, Collapsing): such rows cannot be told apart
   */
  long copyBeyond(
      TableName from,
      Collection<String> partitionIds,
      Collection<TableName> bases,
      WorkingTable into);

  /** Whether no key occurs twice among the visible rows of the table. */
  boolean keysAreUnique(TableName table, List<String> key);

  /**
   * Removes those rows of the partitions of a table of copies whose key is in the set.
   *
   * @return removed rows by partition; without those that lost none
   */
  Map<String, Long> withhold(WorkingTable copies, KeySet keys);

  /**
   * Moves all partitions of {@code from} to {@code into} by hard links ({@code MOVE PARTITION … TO
   * TABLE}). Repeatable: what has been moved is gone from {@code from}. Only when the server itself
   * dies in mid-move can a partition be in both; the parts' hashes tell.
   */
  void moveAll(WorkingTable from, TableName into);
}
