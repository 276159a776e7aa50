package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/** Whether a rollback, or swapping forward again, can be asked of the relay. */
public final class Reversals {
  private Reversals() {}

  /**
   * What a decision looks at.
   *
   * @param live the swaps that readers see, oldest first
   * @param released whether retention has released what is kept
   * @param overlaps other backfills that are at work on the same partitions
   */
  public record Facts(List<LiveSwaps.Done> live, boolean released, List<Overlap> overlaps) {
    /** Copies the lists. */
    public Facts {
      live = List.copyOf(live);
      overlaps = List.copyOf(overlaps);
    }
  }

  /** Why the backfill cannot be rolled back now. */
  public static Optional<Refusal> rollback(BackfillState state, Facts facts) {
    return rollbackProblem(state)
        .map(message -> new Refusal(ErrorCode.ILLEGAL_STATE, message))
        .or(() -> nothingLive(facts))
        .or(() -> kept(facts));
  }

  /** Why what was rolled back cannot be swapped in again now. */
  public static Optional<Refusal> forward(BackfillState state, Facts facts) {
    if (!(state instanceof BackfillState.RolledBack)) {
      return Optional.of(
          new Refusal(
              ErrorCode.ILLEGAL_STATE,
              "Only a backfill that is ROLLED_BACK can be swapped in again; it is "
                  + state.label()));
    }
    return nothingLive(facts).or(() -> kept(facts));
  }

  private static Optional<Refusal> nothingLive(Facts facts) {
    return facts.live().isEmpty()
        ? Optional.of(
            new Refusal(
                ErrorCode.ILLEGAL_STATE,
                "None of its swaps is live, so there is nothing to take back"))
        : Optional.empty();
  }

  private static Optional<Refusal> kept(Facts facts) {
    if (facts.released()) {
      return Optional.of(
          new Refusal(
              ErrorCode.RETENTION_OVER,
              "What it takes has been dropped: swap.keepPrevious is over, or as many later backfills"
                  + " as planner.kept-versions allows have given the same partitions new content;"
                  + " submit a backfill that computes the other version again"));
    }
    return facts.overlaps().stream()
        .findFirst()
        .map(overlap -> new Refusal(ErrorCode.BACKFILL_OVERLAP, overlap.reversalMessage()));
  }

  /** What about the state alone keeps a rollback from being taken. */
  static Optional<String> rollbackProblem(BackfillState state) {
    return switch (state) {
      case BackfillState.Swapped ignored -> Optional.empty();
      case BackfillState.Failed ignored -> Optional.empty();
      case BackfillState.HotPartition ignored -> Optional.empty();
      case BackfillState.FollowingUp ignored -> Optional.empty();
      case BackfillState.Running running -> unswapped(state, running.course());
      case BackfillState.Validating validating -> unswapped(state, validating.course());
      case BackfillState.Settling settling -> unswapped(state, settling.course());
      case BackfillState.AwaitingApproval awaiting -> unswapped(state, awaiting.course());
      case BackfillState.Planning ignored -> notYet(state);
      case BackfillState.Queued ignored -> notYet(state);
      case BackfillState.AwaitingGroup ignored -> notYet(state);
      case BackfillState.TakingBack ignored ->
          Optional.of(
              "It is being taken back already, since another one of its group was not swapped in");
      case BackfillState.Swapping ignored -> underWay(state);
      case BackfillState.SwappingAgain ignored -> underWay(state);
      case BackfillState.RollingBack ignored ->
          Optional.of("It is ROLLING_BACK already; 'hindcast status' tells how it ends");
      case BackfillState.RolledBack ignored ->
          Optional.of("It is ROLLED_BACK already; 'hindcast approve' swaps forward again");
      case BackfillState.Cancelling ignored -> never(state);
      case BackfillState.Cancelled ignored -> never(state);
      case BackfillState.Rejected ignored -> never(state);
      case BackfillState.NothingToDo ignored -> never(state);
    };
  }

  private static Optional<String> unswapped(BackfillState state, Course course) {
    return course.beforeSwap() ? notYet(state) : Optional.empty();
  }

  private static Optional<String> notYet(BackfillState state) {
    return Optional.of(
        "It is %s and nothing of it is live yet; 'hindcast cancel' ends it"
            .formatted(state.label()));
  }

  private static Optional<String> underWay(BackfillState state) {
    return Optional.of(
        "It is %s: a swap is under way and cannot be called back. Wait for its end ('hindcast watch'), then roll back"
            .formatted(state.label()));
  }

  private static Optional<String> never(BackfillState state) {
    return Optional.of(
        "It is %s and was never swapped in, so there is nothing to take back"
            .formatted(state.label()));
  }
}
