package io.hindcast.planner.message;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.table.TableName;
import io.hindcast.schemas.FenceEntry;
import io.hindcast.schemas.TableRef;
import java.util.Collection;
import java.util.List;

/** Table names and fences, between the domain and the wire. */
public final class References {
  private References() {}

  /** To the wire. */
  public static TableRef table(TableName name) {
    return new TableRef(name.database(), name.table(), name.node());
  }

  /** From the wire. */
  public static TableName table(TableRef ref) {
    return new TableName(ref.getNode(), ref.getDatabase(), ref.getTable());
  }

  /** From the wire. */
  public static SourceFence fence(Collection<FenceEntry> entries) {
    return new SourceFence(entries.stream().map(References::entry).toList());
  }

  /** To the wire. */
  public static List<FenceEntry> fence(SourceFence fence) {
    return fence.entries().stream().map(References::entry).toList();
  }

  private static io.hindcast.core.fence.FenceEntry entry(FenceEntry entry) {
    return new io.hindcast.core.fence.FenceEntry(
        table(entry.getTable()),
        entry.getPartitionId(),
        entry.getMaxBlock(),
        entry.getDataVersion(),
        entry.getRows());
  }

  private static FenceEntry entry(io.hindcast.core.fence.FenceEntry entry) {
    return FenceEntry.newBuilder()
        .setTable(table(entry.table()))
        .setPartitionId(entry.partitionId())
        .setMaxBlock(entry.maxBlock())
        .setDataVersion(entry.dataVersion())
        .setRows(entry.rows())
        .build();
  }
}
