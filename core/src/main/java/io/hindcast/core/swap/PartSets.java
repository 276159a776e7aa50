package io.hindcast.core.swap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of some partitions of a table, compared by content: a clone has other names but equal
 * hashes. Equal hashes count as often as they occur.
 */
final class PartSets {
  private static final Comparator<SwapPart> BY_NAME = Comparator.comparing(SwapPart::name);

  private final SortedMap<String, List<SwapPart>> byPartition = new TreeMap<>();

  private PartSets() {}

  /** All parts. */
  static PartSets of(Collection<SwapPart> parts) {
    return without(Set.of(), parts);
  }

  /** All parts but those of the partitions that are left out. */
  static PartSets without(Set<String> leftOut, Collection<SwapPart> parts) {
    PartSets sets = new PartSets();
    parts.stream()
        .filter(part -> !leftOut.contains(part.partitionId()))
        .sorted(BY_NAME)
        .forEach(part ->
            sets.byPartition
                .computeIfAbsent(part.partitionId(), ignored -> new ArrayList<>())
                .add(part));
    return sets;
  }

  Set<String> partitions() {
    return byPartition.keySet();
  }

  boolean has(String partition) {
    return byPartition.containsKey(partition);
  }

  List<SwapPart> of(String partition) {
    return byPartition.getOrDefault(partition, List.of());
  }

  /** Parts of a partition that have no counterpart in {@code other}. */
  List<SwapPart> beyond(PartSets other, String partition) {
    Map<String, Integer> counterparts = new HashMap<>();
    other.of(partition).forEach(part -> counterparts.merge(part.contentHash(), 1, Integer::sum));
    List<SwapPart> beyond = new ArrayList<>();
    for (SwapPart part : of(partition)) {
      int left = counterparts.getOrDefault(part.contentHash(), 0);
      if (left > 0) {
        counterparts.put(part.contentHash(), left - 1);
      } else {
        beyond.add(part);
      }
    }
    return beyond;
  }

  /** Whether all of the partition's content in {@code other} is here too. */
  boolean covers(PartSets other, String partition) {
    return other.beyond(this, partition).isEmpty();
  }

  boolean equals(PartSets other, String partition) {
    return covers(other, partition) && other.covers(this, partition);
  }
}
