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
