package io.hindcast.warehouse;

import io.hindcast.core.plan.KeyedPartition;
import java.util.List;

/**
 * A table's partitions by the values of its partition key.
 *
 * @param types of the key's dimensions, as the server prints them
 * @param partitions those that have rows, by id
 */
public record PartitionKeys(List<String> types, List<KeyedPartition> partitions) {
  /** Copies the lists. */
  public PartitionKeys {
    types = List.copyOf(types);
    partitions = List.copyOf(partitions);
  }
}
