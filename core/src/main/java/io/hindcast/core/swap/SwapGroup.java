package io.hindcast.core.swap;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Swaps that are published back to back. Pure: says whose turn it is. Each waits before it stops
 * merges until all are prepared, and before it publishes until all are ready to; one that fails
 * before anything is published takes the others with it.
 */
public final class SwapGroup {
  private static final int PREPARING = 0;
  private static final int AT_WINDOW = 1;
  private static final int IN_WINDOW = 2;
  private static final int AT_PUBLICATION = 3;
  private static final int PUBLISHED = 4;
  private static final int RESUMING_MERGES = 5;
  private static final int SETTLING = 6;
  private static final int ENDED = 7;

  private SwapGroup() {}

  /** What happens next in a group. */
  public sealed interface Turn {}

  /** The swap of this index does its step. */
  public record Go(int index) implements Turn {}

  /** The swap of this index is told of the others, instead of its step. */
  public record Tell(int index, SwapEvent event) implements Turn {}

  /** All have ended. */
  public record Done() implements Turn {}

  /** Whose turn it is. A swap on its own always goes. */
  public static Turn next(List<SwapState> members) {
    List<Integer> stages = members.stream().map(SwapGroup::stage).toList();
    if (stages.stream().allMatch(stage -> stage == ENDED)) {
      return new Done();
    }
    return broken(members, stages)
        .or(() -> heldBack(stages))
        .orElseGet(() -> new Go(first(stages)));
  }

  /** From the first to the last publication; empty unless all were observed. */
  public static Optional<Duration> gap(List<SwapState> members) {
    List<Instant> times =
        members.stream()
            .map(member -> member.context().figures().publishedAt())
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return times.size() == members.size()
        ? Optional.of(Duration.between(times.getFirst(), times.getLast()))
        : Optional.empty();
  }

  /** Nothing is published of a group of which something cannot be. */
  private static Optional<Turn> broken(List<SwapState> members, List<Integer> stages) {
    Optional<SwapState> refused =
        members.stream().filter(member -> member.refusal().isPresent()).findFirst();
    if (refused.isEmpty() || members.stream().anyMatch(SwapGroup::isPublished)) {
      return Optional.empty();
    }
    for (int i = 0; i < members.size(); i++) {
      if (stages.get(i) <= AT_PUBLICATION && stoppable(members.get(i))) {
        SwapFailure failure = refused.get().refusal().orElseThrow();
        return Optional.of(
            new Tell(
                i,
                new SwapEvent.GroupBroken(
                    new SwapFailure(
                        failure.code(),
                        "%s, of the same group, was refused: %s"
                            .formatted(refused.get().context().plan().target(), failure.message()),
                        List.of()))));
      }
    }
    return Optional.empty();
  }

  private static boolean isPublished(SwapState state) {
    return switch (state) {
      case SwapState.Published ignored -> true;
      case SwapState.Completed ignored -> true;
      case SwapState.Replacing replacing -> replacing.index() > 0;
      default -> false;
    };
  }

  /** What may have been done by somebody before has to be found out first. */
  private static boolean stoppable(SwapState state) {
    return !(state instanceof SwapState.Adopting)
        && !(state instanceof SwapState.LookingUp)
        && !(state instanceof SwapState.Requested)
        && !(state instanceof SwapState.Undoing);
  }

  /** Merges do not stand still while another one is not yet prepared, or not any more. */
  private static Optional<Turn> heldBack(List<Integer> stages) {
    if (!stages.contains(PREPARING)) {
      return Optional.empty();
    }
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i) == IN_WINDOW || stages.get(i) == AT_PUBLICATION) {
        return Optional.of(new Tell(i, new SwapEvent.HeldBack()));
      }
    }
    return Optional.empty();
  }

  /** The one that is least far, but nobody's merges wait for somebody else's preparation. */
  private static int first(List<Integer> stages) {
    boolean someBehind = stages.stream().anyMatch(stage -> stage < AT_PUBLICATION);
    if (someBehind) {
      for (int i = 0; i < stages.size(); i++) {
        if (stages.get(i) == PUBLISHED || stages.get(i) == RESUMING_MERGES) {
          return i;
        }
      }
    }
    return stages.indexOf(stages.stream().min(Comparator.naturalOrder()).orElseThrow());
  }

  private static int stage(SwapState state) {
    return switch (state) {
      case SwapState.Adopting ignored -> PREPARING;
      case SwapState.Preparing ignored -> PREPARING;
      case SwapState.StoppingMerges ignored -> AT_WINDOW;
      case SwapState.LeavingWindow ignored -> PREPARING;
      case SwapState.InWindow ignored -> IN_WINDOW;
      case SwapState.Exchanging ignored -> AT_PUBLICATION;
      case SwapState.LookingUp ignored -> PREPARING;
      case SwapState.Replacing replacing -> replacing.index() == 0 ? AT_PUBLICATION : PUBLISHED;
      case SwapState.NotingInserts ignored -> PUBLISHED;
      case SwapState.StartingMerges ignored -> RESUMING_MERGES;
      case SwapState.Published ignored -> SETTLING;
      case SwapState.Undoing ignored -> PREPARING;
      case SwapState.Terminal ignored -> ENDED;
    };
  }
}
