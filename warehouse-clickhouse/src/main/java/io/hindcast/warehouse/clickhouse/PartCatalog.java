package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.TablePart;
import java.util.Collection;
import java.util.List;

/** Lists the data parts of a table. Parts without rows only cover dropped ones and are left out. */
final class PartCatalog {
  private static final String IDS = "partitions";

  private static final String PARTS =
      """
      SELECT partition_id, name, rows, bytes_on_disk, hash_of_all_files AS hash
      FROM system.parts
      WHERE %s AND rows > 0 AND database = {database:String} AND table = {table:String}
      """;

  private final JdbcSession session;

  PartCatalog(JdbcSession session) {
    this.session = session;
  }

  /** A part and its size. */
  record SizedPart(TablePart part, long bytes) {}

  List<SizedPart> active(TableName table) {
    return list(table, TableFilter.one(PARTS.formatted("active"), table));
  }

  List<SizedPart> active(TableName table, Collection<String> partitionIds) {
    String sql =
        PARTS.formatted("active") + " AND partition_id IN " + Command.list(IDS, partitionIds);
    return list(table, TableFilter.one(sql, table).bindList(IDS, partitionIds));
  }

  /** Also those that merges or drops have replaced and the server has not removed yet. */
  List<SizedPart> recent(TableName table) {
    return list(table, TableFilter.one(PARTS.formatted("1"), table));
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
                    row.getString("hash")),
                row.getLong("bytes_on_disk")));
  }
}
