package io.hindcast.core.swap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What reached the old storage too late to be cloned.
 *
 * @param parts active parts of the old storage to copy; empty when {@code mixed} has partitions
 * @param mixed partitions in which merges have mixed known parts with late ones, as they do after a
 *     restart of the server: their late rows are found by difference
 */
public record LateParts(List<SwapPart> parts, SortedSet<String> mixed) {

  /** Copies both. */
  public LateParts {
    parts = List.copyOf(parts);
    mixed = new TreeSet<>(mixed);
  }

  /** Whether nothing has to be looked at. */
  public boolean isEmpty() {
    return parts.isEmpty() && mixed.isEmpty();
  }

  /**
   * Compares the old storage with what was exchanged and what has been carried since.
   *
   * <p>A partition that was mixed once stays so: the difference may have seen more than was listed.
   * When one is mixed, all late ones of the round are found by difference: one table, one way.
   */
  static LateParts find(PartSets old, PartSets kept, Carried carried) {
    SortedSet<String> mixed = new TreeSet<>(carried.mixed());
    List<SwapPart> late = new ArrayList<>();
    for (String id : old.partitions()) {
      if (!carried.allIn(old.of(id), id) || !old.covers(kept, id)) {
        mixed.add(id);
      }
      late.addAll(carried.notYet(old.beyond(kept, id)));
    }
    mixed.retainAll(old.partitions());
    return mixed.isEmpty()
        ? new LateParts(late, mixed)
        : new LateParts(List.of(), all(late, mixed));
  }

  /** The same for two tables whose merges stand still, and of some partitions only. */
  public static LateParts beyond(
      Collection<String> partitions, Collection<SwapPart> from, Collection<SwapPart> base) {
    Set<String> wanted = Set.copyOf(partitions);
    return find(
        PartSets.of(from.stream().filter(part -> wanted.contains(part.partitionId())).toList()),
        PartSets.of(base),
        Carried.nothing(Set.of()));
  }

  private static SortedSet<String> all(Collection<SwapPart> late, SortedSet<String> mixed) {
    SortedSet<String> all = new TreeSet<>(mixed);
    late.forEach(part -> all.add(part.partitionId()));
    return all;
  }
}
