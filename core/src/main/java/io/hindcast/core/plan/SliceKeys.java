package io.hindcast.core.plan;

import java.util.List;

/**
 * What the warehouse says of a {@link SliceProbe}.
 *
 * @param type of the key's expression
 * @param slices in the probe's order
 */
public record SliceKeys(String type, List<Ends> slices) {
  /** Copies the list. */
  public SliceKeys {
    slices = List.copyOf(slices);
  }

  /**
   * A slice.
   *
   * @param id of the partition of its first rows, where the key is nothing but time
   * @param first the key's value for them, as {@link KeyedPartition#values}
   * @param last that for its last rows
   */
  public record Ends(String id, String first, String last) {}
}
