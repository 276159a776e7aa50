package io.hindcast.cli.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One backfill as the planner describes it. Times are ISO-8601 in UTC. */
public record Backfill(
    String backfillId,
    String name,
    @Nullable String owner,
    @Nullable Map<String, String> labels,
    String state,
    boolean paused,
    @Nullable Reason reason,
    @Nullable String target,
    @Nullable Range range,
    @Nullable String transformVersion,
    @Nullable String requestedBy,
    @Nullable String origin,
    @Nullable String submittedAt,
    @Nullable String startedAt,
    @Nullable String finishedAt,
    int generation,
    int catchUpRounds,
    int followUpRounds,
    Progress progress,
    List<Wave> waves,
    List<Check> checks,
    List<Swap> swaps,
    List<Reversal> reversals,
    List<BesideView> views,
    List<Fed> dependents,
    List<String> warnings,
    @Nullable Group group,
    @Nullable Outlook outlook,
    Outlook.@Nullable Cost cost,
    @Nullable Pace pace,
    @Nullable Content content) {
  /** What the planner leaves out is empty. */
  public Backfill {
    progress = progress == null ? Progress.NONE : progress;
    waves = Lists.of(waves);
    checks = Lists.of(checks);
    swaps = Lists.of(swaps);
    reversals = Lists.of(reversals);
    views = Lists.of(views);
    dependents = Lists.of(dependents);
    warnings = Lists.of(warnings);
  }

  /** Whether every view beside the target was found working after the last swap. */
  public boolean viewsIntact() {
    return views.stream().allMatch(BesideView::intact);
  }

  /** What waits for an approval; {@code digest} names it. */
  public record Content(String digest, long rows, long partitions) {}

  /** Backfills that are swapped in together. */
  public record Group(String groupId, List<Member> members) {
    /** What the planner leaves out is empty. */
    public Group {
      members = Lists.of(members);
    }
  }

  /** One of a group. */
  public record Member(String backfillId, String target, String state) {}

  /** Where it stands. */
  public Outcome outcome() {
    return Outcome.of(state);
  }

  /**
   * Why it stands where it does: the first cause.
   *
   * @param task the task that failed, when one did
   */
  public record Reason(@Nullable String code, @Nullable String message, @Nullable String task) {}

  /** Half-open range of the spec. */
  public record Range(String from, String to) {}

  /** Counts since the start; {@code etaSeconds} is absent while nothing can be foretold. */
  public record Progress(
      long tasksTotal,
      long tasksDone,
      long tasksRunning,
      long tasksFailed,
      long partitionsTotal,
      long partitionsDone,
      long rowsRead,
      long rowsWritten,
      double percent,
      double rowsPerSecond,
      double elapsedSeconds,
      @Nullable Double etaSeconds) {
    static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);
  }

  /** One wave; {@code percent} is cumulative. */
  public record Wave(
      int index,
      double percent,
      long partitions,
      long tasks,
      long tasksDone,
      @Nullable String state) {}

  /** One check's result. */
  public record Check(
      int wave,
      String name,
      String outcome,
      @Nullable String expected,
      @Nullable String actual,
      @Nullable String message,
      List<String> partitions) {
    /** What the planner leaves out is empty. */
    public Check {
      partitions = Lists.of(partitions);
    }
  }

  /** A rollback (BACK), or a swap forward again (FORWARD), that somebody asked for. */
  public record Reversal(
      int number,
      String direction,
      @Nullable String requestedBy,
      @Nullable String requestedAt,
      @Nullable String outcome,
      @Nullable String code,
      @Nullable String message) {
    /** Whether it leads to what was live before the backfill. */
    public boolean back() {
      return direction.equals("BACK");
    }

    /** Whether it is known what became of it. */
    public boolean ended() {
      return outcome != null;
    }

    /** Whether nothing changed for readers. */
    public boolean refused() {
      return "REFUSED".equals(outcome);
    }
  }

  /** One swap of this backfill; round 0 is the first, the others follow late source rows up. */
  public record Swap(
      String swapId,
      int round,
      String outcome,
      @Nullable String previousTable,
      long partitions,
      long rowsBefore,
      long rowsAfter,
      long carriedRows,
      long mergesStoppedMs,
      long exchangeMicros,
      @Nullable String at,
      @Nullable String code,
      @Nullable String message,
      @Nullable String groupId,
      long groupGapMicros) {}

  /** A view beside the target after the last swap. */
  public record BesideView(String view, boolean intact, @Nullable String message) {}

  /** A table that views fill from the target; {@code backfillId} rebuilds it. */
  public record Fed(
      String table,
      @Nullable String from,
      String action,
      @Nullable String message,
      @Nullable String backfillId,
      @Nullable String state) {}
}
