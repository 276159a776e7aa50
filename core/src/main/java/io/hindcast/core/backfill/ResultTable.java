package io.hindcast.core.backfill;

import io.hindcast.core.pin.PartitionPin;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What validators and relays said about one backfill, within a transaction. */
public interface ResultTable {

  /** Pins of the round, by partition; a newer pin of a partition replaces the older. */
  void savePins(int round, Collection<PartitionPin> pins);

  /** The pins of a round in partition order. */
  List<PartitionPin> pins(int round);

  /** Notes partitions as approved; a newer approval of a partition replaces the older. */
  void approve(Collection<Review.Approval> approvals);

  /** What was approved, in partition order. */
  List<Review.Approval> approvals();

  /** Replaces the check results of a pass. */
  void saveChecks(int pass, List<CheckLine> checks);

  /** Adds the result of a swap; a second time nothing happens. */
  void saveSwap(SwapLine swap);

  /** Why the last swap was refused, if that is what became of it. */
  Optional<Refusal> lastRefusal();

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
   * @param message why it was refused, or what else is to be known of it; mostly empty
   * @param groupId the swaps that were published together with it; null on its own
   * @param groupGapMicros from the first to the last publication of the group
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
      String message,
      @Nullable UUID groupId,
      long groupGapMicros) {
    /** A swap on its own. */
    public SwapLine(
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
        String message) {
      this(
          swapId,
          round,
          outcome,
          at,
          previousTable,
          partitions,
          rowsBefore,
          rowsAfter,
          carriedRows,
          mergesStoppedMs,
          exchangeMicros,
          code,
          message,
          null,
          0);
    }
  }
}
