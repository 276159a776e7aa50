package io.hindcast.core.spec;

import io.hindcast.core.time.TimeRange;
import java.util.HashSet;
import java.util.List;

/**
 * Which partitions of the range are recomputed, and which of them first.
 *
 * @param reprocess which ones
 * @param first those that everybody waits for: they are taken before all others, whatever the order
 */
public record Scope(Reprocess reprocess, List<First> first) {
  /** Every partition of the range, none before the others. */
  public static final Scope DEFAULT = new Scope(Reprocess.COMPLETED, List.of());

  /** How many elements {@code first} may have. */
  public static final int FIRST_MAX = 1000;

  /** How long the id of a partition may be. */
  public static final int PARTITION_LENGTH_MAX = 200;

  /** Which partitions are recomputed; each includes those before it. */
  public enum Reprocess {
    /** Those that have never been computed: what is there is left alone. */
    NONE,
    /** Also those whose last backfill ended without publishing them. */
    FAILED,
    /** Also those whose sources or transform have changed since they were published. */
    CHANGED,
    /** All of the range. */
    COMPLETED
  }

  /** Something that is taken first. */
  public sealed interface First {
    /** Every partition with instants of the range. */
    record Within(TimeRange range) implements First {}

    /** One partition, by its id as the warehouse prints it. */
    record Partition(String id) implements First {
      /** Validates the id. */
      public Partition {
        Rules.requireText(id, PARTITION_LENGTH_MAX, "partition id");
      }
    }
  }

  /** Validates and copies the list. */
  public Scope {
    first = List.copyOf(first);
    Rules.require(
        first.size() <= FIRST_MAX, "Expected at most %d elements of first".formatted(FIRST_MAX));
    Rules.require(
        new HashSet<>(first).size() == first.size(), "The list of first repeats an element");
  }

  /** Whether the partition is one of those that everybody waits for. */
  public boolean isFirst(String partitionId, TimeRange range) {
    return first.stream()
        .anyMatch(each ->
            switch (each) {
              case First.Within within -> within.range().overlaps(range);
              case First.Partition partition -> partition.id().equals(partitionId);
            });
  }
}
