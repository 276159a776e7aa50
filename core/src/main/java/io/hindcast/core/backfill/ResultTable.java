package io.hindcast.core.backfill;

import io.hindcast.core.pin.PartitionPin;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What validators and relays said about one backfill, within a transaction. */
public interface ResultTable {

  /** Pins of the round, by partition; a newer pin of a partition replaces the older. */
  void savePins(int round, Collection<PartitionPin> pins);

  /** The pins of a round in partition order. */
  List<PartitionPin> pins(int round);

  /** Replaces the check results of a pass. */
  void saveChecks(int pass, List<CheckLine> checks);

  /** Adds the result of a swap; a second time nothing happens. */
  void saveSwap(SwapLine swap);

  /** Swaps and rollbacks that were carried out, with what they took back. */
  List<LiveSwaps.Done> done();

  /** One check's result, for people. */
  record CheckLine(
      String name,
      String outcome,
      String expected,
      String actual,
      String message,
      List<String> partitions) {
    /** Copies the partitions. */
    public CheckLine {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * One swap's result, for people.
   *
   * @param outcome COMPLETED, REFUSED or ROLLED_BACK
   * @param previousTable where the previous version is kept; empty when refused
   * @param code error code; empty when completed
   * @param message why it was refused; empty when completed
   */
  record SwapLine(
      UUID swapId,
      int round,
      String outcome,
      Instant at,
      String previousTable,
      int partitions,
      long rowsBefore,
      long rowsAfter,
      long carriedRows,
      long mergesStoppedMs,
      long exchangeMicros,
      String code,
      String message) {}
}
