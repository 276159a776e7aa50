package io.hindcast.core.backfill;

import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tasks whose sources have changed since they were read.
 *
 * @param taskIds the tasks
 * @param partitionIds the target partitions that they own
 */
public record Moved(SortedSet<String> taskIds, SortedSet<String> partitionIds) {
  /** Nothing has moved. */
  public static final Moved NONE = new Moved(Set.of(), Set.of());

  private static final int NAMED_MAX = 10;

  /** From any collections. */
  public Moved(Collection<String> taskIds, Collection<String> partitionIds) {
    this(new TreeSet<>(taskIds), new TreeSet<>(partitionIds));
  }

  boolean nothing() {
    return taskIds.isEmpty();
  }

  /** The first partitions by name, and how many more there are. */
  String names() {
    String first = partitionIds.stream().limit(NAMED_MAX).collect(Collectors.joining(", "));
    int more = partitionIds.size() - NAMED_MAX;
    return more > 0 ? "%s and %,d more".formatted(first, more) : first;
  }
}
