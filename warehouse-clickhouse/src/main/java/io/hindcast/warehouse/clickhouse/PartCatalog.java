package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.TablePart;
import java.util.Collection;
import java.util.List;

/** Lists the data parts of a table. Parts without rows only cover dropped ones and are left out. */
final class PartCatalog {
  private static final String IDS = "partitions";

  /** Lightweight updates are parts of partitions of their own, named after the partition. */
  private static final String PATCHES =
      """
      SELECT groupArray((replaceRegexpOne(partition_id, '^patch-[0-9a-f]+-', ''), data_version,
        hash_of_all_files))
      FROM system.parts
      WHERE active AND rows > 0 AND startsWith(partition_id, 'patch-')
        AND database = {database:String} AND table = {table:String}
      """;

  /** What is applied to a part at read belongs to its content. */
  private static final String PARTS =
      """
      WITH (%s) AS patches
      SELECT partition_id, name, rows, bytes_on_disk, data_version != min_block_number AS mutated,
        arraySort(arrayMap(x -> x.3, arrayFilter(
          x -> x.1 = partition_id AND x.2 > data_version, patches))) AS pending,
        if(empty(pending), hash_of_all_files,
          lower(hex(sipHash128(hash_of_all_files, pending)))) AS hash
      FROM system.parts
      WHERE %s AND rows > 0 AND NOT startsWith(partition_id, 'patch-')
        AND database = {database:String} AND table = {table:String}
      """;

  private final JdbcSession session;

  PartCatalog(JdbcSession session) {
    this.session = session;
  }

  /** A part and its size. */
  record SizedPart(TablePart part, long bytes) {}

  List<SizedPart> active(TableName table) {
    return list(table, TableFilter.one(PARTS.formatted(PATCHES, "active"), table));
  }

  List<SizedPart> active(TableName table, Collection<String> partitionIds) {
    String sql =
        PARTS.formatted(PATCHES, "active")
            + " AND partition_id IN "
            + Command.list(IDS, partitionIds);
    return list(table, TableFilter.one(sql, table).bindList(IDS, partitionIds));
  }

  /** Also those that merges or drops have replaced and the server has not removed yet. */
  List<SizedPart> recent(TableName table) {
    return list(table, TableFilter.one(PARTS.formatted(PATCHES, "1"), table));
  }

  boolean hasPendingUpdates(TableName table) {
    String sql =
        "SELECT count() > 0 AS hindcast_found FROM (%s) WHERE notEmpty(pending)"
            .formatted(PARTS.formatted(PATCHES, "active"));
    return session
        .query(
            "Looking for pending updates of " + table,
            TableFilter.one(sql, table),
            row -> row.getBoolean("hindcast_found"))
        .contains(true);
  }

  private List<SizedPart> list(TableName table, Command command) {
    return session.query(
        "Listing the parts of " + table,
        command,
        row ->
            new SizedPart(
                new TablePart(
                    row.getString("partition_id"),
                    row.getString("name"),
                    row.getLong("rows"),
                    row.getString("hash"),
                    row.getBoolean("mutated")),
                row.getLong("bytes_on_disk")));
  }
}
