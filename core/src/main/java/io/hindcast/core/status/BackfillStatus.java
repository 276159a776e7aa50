package io.hindcast.core.status;

import io.hindcast.core.backfill.Content;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.calibration.Outlook;
import io.hindcast.core.calibration.Prices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything about one backfill but its single tasks.
 *
 * @param state a stable name such as RUNNING
 * @param reason why it failed, was rejected or cancelled: the first real cause
 * @param catchUpRounds recomputations before the swap because sources moved
 * @param followUpRounds recomputations after the swap because sources moved
 * @param reversals what was asked for after a swap, oldest first
 * @param views what the views beside the target were found like after the last swap
 * @param dependents tables that the swap cannot update
 * @param group those that it is swapped in with, itself included; empty on its own
 * @param outlook what all tasks will have taken, once some have been measured
 * @param cost of all tasks, where prices are known
 * @param content what would be published while that waits for an approval
 */
public record BackfillStatus(
    UUID backfillId,
    String name,
    String owner,
    Map<String, String> labels,
    String state,
    boolean paused,
    Optional<Reason> reason,
    String target,
    Optional<Range> range,
    String transformVersion,
    String requestedBy,
    String origin,
    Instant submittedAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    int catchUpRounds,
    int followUpRounds,
    Progress progress,
    List<Wave> waves,
    List<Check> checks,
    List<ResultTable.SwapLine> swaps,
    List<Reversal> reversals,
    List<BesideView> views,
    List<Fed> dependents,
    List<String> warnings,
    Optional<Group> group,
    Optional<Outlook> outlook,
    Optional<Prices.Cost> cost,
    Optional<Content> content) {

  /** The same with one more warning. */
  public BackfillStatus warn(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return with(more, cost);
  }

  /** The same with what it costs. */
  public BackfillStatus priced(Prices prices) {
    return with(warnings, outlook.flatMap(prices::of));
  }

  private BackfillStatus with(List<String> newWarnings, Optional<Prices.Cost> newCost) {
    return new BackfillStatus(
        backfillId,
        name,
        owner,
        labels,
        state,
        paused,
        reason,
        target,
        range,
        transformVersion,
        requestedBy,
        origin,
        submittedAt,
        startedAt,
        finishedAt,
        catchUpRounds,
        followUpRounds,
        progress,
        waves,
        checks,
        swaps,
        reversals,
        views,
        dependents,
        newWarnings,
        group,
        outlook,
        newCost,
        content);
  }

  /** A view after a swap; {@code message} says what is wrong with one that is not intact. */
  public record BesideView(String view, boolean intact, String message) {}

  /**
   * A table that views fill from the target.
   *
   * @param action LISTED, REBUILT or NOT_REBUILT
   * @param backfillId the backfill that rebuilds it, once it was submitted
   * @param state where that stands
   */
  public record Fed(
      String table,
      String from,
      String action,
      String message,
      Optional<UUID> backfillId,
      Optional<String> state) {}

  /** Backfills of one request; {@code groupId} is that of the request and of the first of them. */
  public record Group(UUID groupId, List<Member> members) {
    /** Copies the members. */
    public Group {
      members = List.copyOf(members);
    }
  }

  /** One of a group. */
  public record Member(UUID backfillId, String target, String state) {}

  /** Why. */
  public record Reason(String code, String message) {}

  /** Half-open. */
  public record Range(Instant from, Instant to) {}

  /**
   * How far the tasks are.
   *
   * @param percent of estimated source rows done, 0 to 100
   * @param rowsPerSecond source rows over the time since the start
   * @param etaSeconds until the tasks are done, empty while nothing is known
   */
  public record Progress(
      int tasksTotal,
      int tasksDone,
      int tasksRunning,
      int tasksFailed,
      int partitionsTotal,
      int partitionsDone,
      long rowsRead,
      long rowsWritten,
      double percent,
      double rowsPerSecond,
      double elapsedSeconds,
      Optional<Double> etaSeconds) {}

  /** One wave; {@code percent} is cumulative over partitions. */
  public record Wave(
      int index, double percent, int partitions, int tasks, int tasksDone, String state) {}

  /** One check's result in one pass. */
  public record Check(
      int wave,
      String name,
      String outcome,
      String expected,
      String actual,
      String message,
      List<String> partitions) {}

  /**
   * One rollback ({@code BACK}), or swap forward again ({@code FORWARD}), that was asked for.
   *
   * @param outcome COMPLETED or REFUSED, empty while the relay is at it
   * @param code why it was refused; empty otherwise
   */
  public record Reversal(
      int number,
      String direction,
      String requestedBy,
      Instant requestedAt,
      Optional<String> outcome,
      String code,
      String message) {

    /** Why it was refused, in a sentence; empty when it was not. */
    public Optional<String> refusal() {
      String what = direction.equals("BACK") ? "The rollback" : "Swapping forward again";
      return outcome
          .filter("REFUSED"::equals)
          .map(refused ->
              "%s that %s asked for was refused (%s): %s"
                  .formatted(what, requestedBy, code, message));
    }
  }

  /** One line of the history. */
  public record HistoryEntry(
      Instant at, String event, String from, String to, String by, String reason) {}
}
