package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.PartitionContent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads rows, checksums and part sets that belong together: the query says which parts it has read,
 * and their file hashes are looked up by name afterwards, so no merge can come between.
 */
final class ContentReader {
  private static final int TRIES = 3;
  private static final String UNKNOWN = "";
  private static final String IDS = "partitions";

  /** An alias hides a column of the same name, so these are names that no table has. */
  private static final String CONTENTS =
      """
      SELECT _partition_id AS hindcast_id, _part AS hindcast_part, count() AS hindcast_rows,
        sum(%s) AS hindcast_checksum
      FROM %s
      WHERE _partition_id IN %s
      GROUP BY hindcast_id, hindcast_part
      """;

  private final JdbcSession session;
  private final ColumnReader columns;
  private final PartCatalog parts;

  ContentReader(JdbcSession session, ColumnReader columns, PartCatalog parts) {
    this.session = session;
    this.columns = columns;
    this.parts = parts;
  }

  Map<String, PartitionContent> contents(TableName table, Collection<String> partitionIds) {
    if (partitionIds.isEmpty()) {
      return Map.of();
    }
    for (int i = 0; i < TRIES; i++) {
      Map<String, String> before = hashes(table);
      List<Chunk> chunks = read(table, partitionIds);
      Map<String, String> hashes = hashes(table);
      // An update that came in between may have been read or not: no hash stands for that.
      hashes.replaceAll(
          (name, hash) -> before.getOrDefault(name, hash).equals(hash) ? hash : UNKNOWN);
      if (chunks.stream().allMatch(chunk -> hashes.containsKey(chunk.part()))) {
        return join(chunks, hashes);
      }
    }
    throw new HindcastException(
        ErrorCode.CONTENT_CHANGED,
        "The parts of %s were replaced faster than they could be read, %d times: try again later"
            .formatted(table, TRIES));
  }

  private Map<String, String> hashes(TableName table) {
    return parts.recent(table).stream()
        .collect(Collectors.toMap(p -> p.part().name(), p -> p.part().contentHash()));
  }

  /** From metadata alone. */
  Map<String, PartitionContent> fingerprints(TableName table) {
    Map<String, String> hashes = new HashMap<>();
    List<Chunk> chunks = new ArrayList<>();
    for (PartCatalog.SizedPart sized : parts.active(table)) {
      hashes.put(sized.part().name(), sized.part().contentHash());
      chunks.add(
          new Chunk(sized.part().partitionId(), sized.part().name(), sized.part().rows(), 0));
    }
    Map<String, PartitionContent> contents = join(chunks, hashes);
    contents.replaceAll((id, c) -> new PartitionContent(id, c.rows(), "", c.partsHash()));
    return contents;
  }

  private List<Chunk> read(TableName table, Collection<String> partitionIds) {
    Command command =
        Command.of(
                CONTENTS,
                RowHash.bits64(columns.stored(table)),
                SqlName.of(table),
                Command.list(IDS, partitionIds))
            .bindList(IDS, partitionIds);
    return session.query(
        "Reading the content of " + table,
        command,
        row ->
            new Chunk(
                row.getString("hindcast_id"),
                row.getString("hindcast_part"),
                row.getLong("hindcast_rows"),
                new BigInteger(row.getString("hindcast_checksum")).longValue()));
  }

  private static Map<String, PartitionContent> join(
      List<Chunk> chunks, Map<String, String> hashes) {
    Map<String, List<Chunk>> byId = new TreeMap<>();
    chunks.forEach(
        chunk -> byId.computeIfAbsent(chunk.partitionId(), id -> new ArrayList<>()).add(chunk));
    Map<String, PartitionContent> contents = new TreeMap<>();
    byId.forEach((id, own) -> contents.put(id, content(id, own, hashes)));
    return contents;
  }

  private static PartitionContent content(
      String id, List<Chunk> chunks, Map<String, String> hashes) {
    long rows = chunks.stream().mapToLong(Chunk::rows).sum();
    long checksum = chunks.stream().mapToLong(Chunk::checksum).sum();
    List<String> files =
        chunks.stream().map(chunk -> hashes.getOrDefault(chunk.part(), "")).toList();
    return new PartitionContent(
        id,
        rows,
        "%016x".formatted(checksum),
        files.contains(UNKNOWN) ? UNKNOWN : PartsHash.of(files));
  }

  /** What was read of one part; the checksum as 64 bits without a sign. */
  private record Chunk(String partitionId, String part, long rows, long checksum) {}
}
