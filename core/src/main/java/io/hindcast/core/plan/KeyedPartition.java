package io.hindcast.core.plan;

import java.util.List;

/**
 * A partition of the target with the values of its key.
 *
 * @param id as the warehouse prints it
 * @param values one text per dimension of the key, in its order: dates as digits, times as seconds
 *     since 1970 in ten digits, everything else as the warehouse prints it
 */
public record KeyedPartition(String id, List<String> values) {
  /** Copies the values. */
  public KeyedPartition {
    values = List.copyOf(values);
  }
}
