package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.PartitionStats;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  private static final String SOURCE_PARTS =
      """
      SELECT database, table, partition_id, min_block_number, max_block_number, data_version,
        if(has_lightweight_delete, 0, rows) AS stable_rows, %s
      FROM system.parts
      WHERE active AND database IN %%1$s AND table IN %%2$s
      """
          .formatted(Spans.OF_PART);

  private final JdbcSession session;

  PartInspector(JdbcSession session) {
    this.session = session;
  }

  List<PartitionStats> partitions(TableName table, ZoneId calendar) {
    List<String> keyTypes = TableTraits.of(session, table).keyTypes();
    return session.query(
        "Listing the partitions of " + table,
        TableFilter.one(PARTITIONS, table),
        row ->
            new PartitionStats(
                row.getString("partition_id"),
                row.getLong("total_rows"),
                row.getLong("total_bytes"),
                row.getInt("total_parts"),
                Spans.of(row, keyTypes, calendar)));
  }

  List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar) {
    if (sources.isEmpty()) {
      return List.of();
    }
    Map<TableName, TableTraits> traits = TableTraits.of(session, sources);
    return session
        .query(
            "Listing the parts of " + sources,
            TableFilter.bind(SOURCE_PARTS, sources),
            row -> sourcePart(row, traits, calendar))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<SourcePart> sourcePart(
      ResultSet row, Map<TableName, TableTraits> traits, ZoneId calendar) throws SQLException {
    TableName table = new TableName(row.getString("database"), row.getString("table"));
    @Nullable TableTraits own = traits.get(table);
    if (own == null) {
      return Optional.empty();
    }
    @Nullable TimeRange span = Spans.of(row, own.keyTypes(), calendar);
    return Optional.of(
        new SourcePart(
            table,
            row.getString("partition_id"),
            row.getLong("min_block_number"),
            row.getLong("max_block_number"),
            row.getLong("data_version"),
            own.keepsRows() ? row.getLong("stable_rows") : 0,
            span));
  }
}
