package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;

/** One partition of one source. */
record PartitionKey(TableName table, String partitionId) {
  static PartitionKey of(SourcePart part) {
    return new PartitionKey(part.table(), part.partitionId());
  }

  static PartitionKey of(FenceEntry entry) {
    return new PartitionKey(entry.table(), entry.partitionId());
  }
}
