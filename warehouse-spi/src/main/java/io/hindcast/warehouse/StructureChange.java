package io.hindcast.warehouse;

import java.util.List;

/**
 * What makes a table's structure that of another one, without a value of what stays being changed.
 *
 * @param added columns to add; their rows get the type's default, or what the table that they are
 *     linked into computes
 * @param dropped columns to drop
 * @param retyped columns to widen
 * @param sortingKey expression to sort by from now on; empty for the one that it has
 */
public record StructureChange(
    List<ColumnDescription> added,
    List<String> dropped,
    List<ColumnDescription> retyped,
    String sortingKey) {

  /** Copies the lists. */
  public StructureChange {
    added = List.copyOf(added);
    dropped = List.copyOf(dropped);
    retyped = List.copyOf(retyped);
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return added.isEmpty() && dropped.isEmpty() && retyped.isEmpty() && sortingKey.isEmpty();
  }
}
