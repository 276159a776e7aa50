package io.hindcast.core.backfill;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which of a backfill's swaps readers see. */
public final class LiveSwaps {
  private LiveSwaps() {}

  /**
   * A swap, rollbacks included, that was carried out.
   *
   * @param undoes the swaps that it took back; empty for the swap of a shadow
   */
  public record Done(UUID swapId, int round, Direction direction, List<UUID> undoes) {
    /** Copies the ids. */
    public Done {
      undoes = List.copyOf(undoes);
    }
  }

  /**
   * The swaps of shadows whose content readers see: those that were not taken back, or were swapped
   * in again since. Independent of the order in which their results were heard of.
   */
  public static Set<UUID> published(Collection<Done> swaps) {
    return swaps.stream()
        .filter(swap -> swap.undoes().isEmpty())
        .map(Done::swapId)
        .filter(id -> counts(id, swaps))
        .collect(Collectors.toSet());
  }

  /** Whether no swap that counts has taken it back. Swaps take back only what was before them. */
  private static boolean counts(UUID id, Collection<Done> swaps) {
    return swaps.stream()
        .filter(swap -> swap.undoes().contains(id))
        .noneMatch(swap -> counts(swap.swapId(), swaps));
  }

  /** The ids of {@link #of}. */
  public static List<UUID> ids(Collection<Done> swaps) {
    return of(swaps).stream().map(Done::swapId).toList();
  }

  /**
   * Those that no other has taken back, oldest first. Independent of the order in which their
   * results were heard of.
   */
  public static List<Done> of(Collection<Done> swaps) {
    Set<UUID> undone =
        swaps.stream().flatMap(swap -> swap.undoes().stream()).collect(Collectors.toSet());
    return swaps.stream()
        .filter(swap -> !undone.contains(swap.swapId()))
        .sorted(Comparator.comparingInt(Done::round))
        .toList();
  }
}
