package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.PartitionStats;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the sizes, spans and versions of partitions and parts from {@code system.parts}. */
final class PartInspector {
  private static final String PARTITIONS =
      """
      SELECT partition_id, sum(rows) AS total_rows, sum(bytes_on_disk) AS total_bytes,
        count() AS total_parts, %s
      FROM system.parts
      WHERE active AND rows > 0 AND NOT startsWith(partition_id, 'patch-')
        AND database = {database:String} AND table = {table:String}
      GROUP BY partition_id
      ORDER BY partition_id
      """
          .formatted(Spans.OF_GROUP);

  /**
   * Rows are stable where no merge can take one away. The path of a part in an Atomic database has
   * the identity of its storage, of one piece with the part; {@code system.tables} would have to be
   * read beside it.
   */
  private static final String SOURCE_PARTS =
      """
      SELECT database, table, partition_id, min_block_number, max_block_number, data_version,
        if(engine IN ('MergeTree', 'ReplicatedMergeTree', 'SharedMergeTree')
          AND delete_ttl_info_max = toDateTime(0)
          AND empty(rows_where_ttl_info.expression) AND empty(group_by_ttl_info.expression)
          AND NOT has_lightweight_delete, rows, 0) AS stable_rows,
        stable_rows = rows AND NOT startsWith(partition_id, 'patch-') AS steady,
        extract(path, '/store/[0-9a-f]+/([0-9a-f-]+)/') AS storage,
      """
          + Spans.OF_PART
          + """

          FROM system.parts
          WHERE active AND database IN %1$s AND table IN %2$s
          """;

  private final JdbcSession session;

  PartInspector(JdbcSession session) {
    this.session = session;
  }

  List<PartitionStats> partitions(TableName table, ZoneId calendar) {
    List<PartitionStats> found =
        session.query(
            "Listing the partitions of " + table,
            TableFilter.one(PARTITIONS, table),
            row -> stats(row, calendar));
    if (found.isEmpty()) {
      KnownTables.require(session, List.of(table));
    }
    return found;
  }

  List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar) {
    if (sources.isEmpty()) {
      return List.of();
    }
    List<SourcePart> listed =
        session
            .query(
                "Listing the parts of " + sources,
                TableFilter.bind(SOURCE_PARTS, sources),
                row -> part(row, calendar))
            .stream()
            .filter(part -> sources.contains(part.table()))
            .toList();
    List<SourcePart> found = PatchParts.spanned(listed);
    Set<TableName> empty = new HashSet<>(sources);
    found.forEach(part -> empty.remove(part.table()));
    KnownTables.require(session, empty);
    return found;
  }

  private static PartitionStats stats(ResultSet row, ZoneId calendar) throws SQLException {
    return new PartitionStats(
        row.getString("partition_id"),
        row.getLong("total_rows"),
        row.getLong("total_bytes"),
        row.getInt("total_parts"),
        Spans.of(row, calendar));
  }

  private SourcePart part(ResultSet row, ZoneId calendar) throws SQLException {
    return new SourcePart(
        session.table(row, "database", "table"),
        row.getString("partition_id"),
        row.getLong("min_block_number"),
        row.getLong("max_block_number"),
        row.getLong("data_version"),
        row.getLong("stable_rows"),
        Spans.of(row, calendar),
        row.getString("storage"),
        row.getBoolean("steady"));
  }
}
