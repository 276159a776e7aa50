package io.hindcast.core.swap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has been carried in the rounds so far.
 *
 * @param inserts INSERTs that may still write into the old storage
 * @param rounds how many rounds copied something
 * @param parts parts of the old storage that were copied by name
 * @param mixed partitions that were compared by difference
 */
public record Carried(
    Set<String> inserts, int rounds, List<SwapPart> parts, SortedSet<String> mixed) {

  /** Copies the collections. */
  public Carried {
    inserts = Set.copyOf(inserts);
    parts = List.copyOf(parts);
    mixed = new TreeSet<>(mixed);
  }

  /** Before the first round. */
  public static Carried nothing(Set<String> inserts) {
    return new Carried(inserts, 0, List.of(), new TreeSet<>());
  }

  Carried waitingFor(Set<String> left) {
    return new Carried(left, rounds, parts, mixed);
  }

  Carried and(LateParts late) {
    List<SwapPart> allParts = new ArrayList<>(parts);
    allParts.addAll(late.parts());
    SortedSet<String> allMixed = new TreeSet<>(mixed);
    allMixed.addAll(late.mixed());
    return new Carried(inserts, rounds + 1, allParts, allMixed);
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
