package io.hindcast.core.swap;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What became of a move that may have been cut off by the server's own death: a partition can then
 * be in both tables.
 */
public final class Arrival {
  private Arrival() {}

  /** Partitions of the carry table whose parts are all in the live table already. */
  public static List<String> complete(Collection<SwapPart> carry, Collection<SwapPart> live) {
    PartSets left = PartSets.without(Set.of(), carry);
    PartSets arrived = PartSets.without(Set.of(), live);
    return left.partitions().stream().filter(id -> arrived.covers(left, id)).toList();
  }
}
