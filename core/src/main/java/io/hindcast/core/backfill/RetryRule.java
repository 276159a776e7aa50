package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import java.util.List;
import java.util.Optional;

/** Whether a failed backfill can go on from where it failed. */
public final class RetryRule {
  private RetryRule() {}

  /**
   * What a decision looks at.
   *
   * @param course as it was when it failed; empty when it never had a plan
   * @param givenUp whether what it had computed may be dropped already
   * @param reversed whether any of its swaps was ever asked to be taken back
   * @param overlaps other backfills that are at work on the same partitions
   * @param swappedSince other backfills that have swapped in some of them since it began
   */
  public record Facts(
      Optional<Course> course,
      boolean givenUp,
      boolean reversed,
      List<Overlap> overlaps,
      List<Overlap> swappedSince) {
    /** Copies the lists. */
    public Facts {
      overlaps = List.copyOf(overlaps);
      swappedSince = List.copyOf(swappedSince);
    }
  }

  /** Why it cannot be retried now. */
  public static Optional<Refusal> refusal(Backfill backfill, Facts facts) {
    return stateProblem(backfill.state())
        .or(() -> groupProblem(backfill))
        .or(() -> planProblem(facts))
        .map(message -> new Refusal(ErrorCode.ILLEGAL_STATE, message))
        .or(() -> kept(facts))
        .or(() -> others(facts));
  }

  private static Optional<String> stateProblem(BackfillState state) {
    return switch (state) {
      case BackfillState.Failed ignored -> Optional.empty();
      case BackfillState.Rejected ignored ->
          Optional.of("It was REJECTED and never began: correct its spec and submit that");
      case BackfillState.Cancelled ignored ->
          Optional.of("It was CANCELLED and its tables were dropped: submit its spec again");
      case BackfillState.HotPartition ignored ->
          Optional.of(
              "It is a HOT_PARTITION: submit its spec again when its sources have come to rest");
      default ->
          Optional.of("It is %s; only what has FAILED can be retried".formatted(state.label()));
    };
  }

  private static Optional<String> groupProblem(Backfill backfill) {
    return backfill.groupId() == null
        ? Optional.empty()
        : Optional.of(
            "It is one of a group of targets that are swapped in together, and the others have"
                + " ended with it: submit their spec again");
  }

  private static Optional<String> planProblem(Facts facts) {
    if (facts.course().isEmpty()) {
      return Optional.of("It failed before it had a plan: submit its spec again");
    }
    return facts.reversed()
        ? Optional.of("Its swaps were asked to be taken back: submit its spec again")
        : Optional.empty();
  }

  private static Optional<Refusal> kept(Facts facts) {
    return facts.givenUp()
        ? Optional.of(
            new Refusal(
                ErrorCode.RETENTION_OVER,
                "planner.failed-keep is over, or it was cancelled, and what it had computed was"
                    + " dropped: submit its spec again"))
        : Optional.empty();
  }

  private static Optional<Refusal> others(Facts facts) {
    return facts.overlaps().stream()
        .findFirst()
        .map(overlap -> new Refusal(ErrorCode.BACKFILL_OVERLAP, overlap.reversalMessage()))
        .or(() ->
            facts.swappedSince().stream()
                .findFirst()
                .map(overlap -> new Refusal(ErrorCode.SWAP_CONFLICT, overlap.newerMessage())));
  }
}
