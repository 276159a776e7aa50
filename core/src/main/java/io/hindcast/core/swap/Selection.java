package io.hindcast.core.swap;

import java.util.List;

/**
 * How rows that were written since are told from updated ones.
 *
 * @param rule which are carried into touched partitions
 * @param key columns that make a row unique, as the spec says; empty when nobody has said
 * @param touched partitions with new content
 */
public record Selection(CarryRule rule, List<String> key, List<String> touched) {

  /** Copies the lists. */
  public Selection {
    key = List.copyOf(key);
    touched = List.copyOf(touched);
  }
}
