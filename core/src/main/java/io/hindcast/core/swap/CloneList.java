package io.hindcast.core.swap;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Untouched partitions whose clones have to be brought up to date.
 *
 * @param refresh to be cloned from the live table
 * @param drop gone from the live table
 */
public record CloneList(List<String> refresh, List<String> drop) {

  /** Copies both. */
  public CloneList {
    refresh = List.copyOf(refresh);
    drop = List.copyOf(drop);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return refresh.isEmpty() && drop.isEmpty();
  }

  /** Every difference between the live table and the clones. */
  static CloneList outdated(PartSets live, PartSets sealed, PartSets kept) {
    return new CloneList(
        live.partitions().stream()
            .filter(id -> !live.equals(kept, id) || !sealed.equals(kept, id))
            .toList(),
        gone(live, sealed, kept));
  }

  /**
   * Differences that make an exchange wrong: clones that hold something that the live table does
   * not. What the live table has beyond them is late, and carried after the exchange.
   */
  static CloneList wrong(PartSets live, PartSets sealed, PartSets kept) {
    return new CloneList(
        live.partitions().stream()
            .filter(id -> !live.covers(kept, id) || !sealed.equals(kept, id))
            .toList(),
        gone(live, sealed, kept));
  }

  private static List<String> gone(PartSets live, PartSets sealed, PartSets kept) {
    Set<String> clones = new TreeSet<>(sealed.partitions());
    clones.addAll(kept.partitions());
    clones.removeAll(live.partitions());
    return List.copyOf(clones);
  }
}
