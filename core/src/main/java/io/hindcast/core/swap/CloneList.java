package io.hindcast.core.swap;

import java.util.List;

/**
 * Partitions of the table that is to go live which have to be brought up to date.
 *
 * @param refresh untouched ones, to be cloned from the live table
 * @param drop untouched ones that are gone from the live table
 * @param compose touched ones, to be put together
 */
public record CloneList(List<String> refresh, List<String> drop, List<String> compose) {

  /** Copies the lists. */
  public CloneList {
    refresh = List.copyOf(refresh);
    drop = List.copyOf(drop);
    compose = List.copyOf(compose);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return refresh.isEmpty() && drop.isEmpty() && compose.isEmpty();
  }
}
