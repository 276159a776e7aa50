package io.hindcast.relay.swap;

import io.hindcast.core.swap.PartitionDigest;
import io.hindcast.core.swap.SwapPart;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The warehouse's parts and contents in the words of the protocol. */
final class Parts {
  private Parts() {}

  static List<SwapPart> of(Warehouse warehouse, TableName table) {
    return warehouse.parts(table, List.of()).stream()
        .map(part -> new SwapPart(part.partitionId(), part.name(), part.contentHash()))
        .toList();
  }

  static Map<String, PartitionDigest> digests(Map<String, PartitionContent> contents) {
    Map<String, PartitionDigest> digests = new TreeMap<>();
    contents.forEach((id, content) ->
        digests.put(
            id, new PartitionDigest(content.rows(), content.checksum(), content.partsHash())));
    return digests;
  }
}
