package io.hindcast.core.swap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has been carried in the rounds so far.
 *
 * @param rounds how many rounds copied something
 * @param parts parts of the old storage that were copied by name
 * @param mixed partitions that were compared by difference
 */
public record Carried(int rounds, List<SwapPart> parts, SortedSet<String> mixed) {

  /** Before the first round. */
  public static final Carried NOTHING = new Carried(0, List.of(), new TreeSet<>());

  /** Copies both. */
  public Carried {
    parts = List.copyOf(parts);
    mixed = new TreeSet<>(mixed);
  }

  Carried and(LateParts late) {
    List<SwapPart> allParts = new ArrayList<>(parts);
    allParts.addAll(late.parts());
    SortedSet<String> allMixed = new TreeSet<>(mixed);
    allMixed.addAll(late.mixed());
    return new Carried(rounds + 1, allParts, allMixed);
  }

  List<SwapPart> notYet(Collection<SwapPart> late) {
    return late.stream().filter(part -> !parts.contains(part)).toList();
  }

  boolean allIn(Collection<SwapPart> active, String partition) {
    return parts.stream()
        .filter(part -> part.partitionId().equals(partition))
        .allMatch(active::contains);
  }
}
