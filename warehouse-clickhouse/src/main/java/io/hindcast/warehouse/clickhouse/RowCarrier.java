package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.TablePart;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies chosen rows of a table into a new one of the same structure. */
final class RowCarrier {
  private static final String NAMES = "parts";
  private static final String IDS = "partitions";
  private static final List<String> ROW_CHANGING =
      List.of(
          "SummingMergeTree", "AggregatingMergeTree", "CollapsingMergeTree", "CoalescingMergeTree");

  private static final String COPY_PARTS =
      "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s WHERE _part IN %4$s";

  /** Aliases hide columns of the same name, so these are names that no table has. */
  private static final String COPY_BEYOND =
      """
      INSERT INTO %1$s (%2$s)
      WITH hindcast_extra AS (
        SELECT hindcast_hash, toUInt64(sum(hindcast_weight)) AS hindcast_count
        FROM (
          SELECT %3$s AS hindcast_hash, toInt64(1) AS hindcast_weight
          FROM %4$s WHERE _partition_id IN %5$s
          %6$s
        )
        GROUP BY hindcast_hash
        HAVING sum(hindcast_weight) > 0
      )
      SELECT %2$s
      FROM (
        SELECT %2$s, %3$s AS hindcast_hash,
          row_number() OVER (PARTITION BY hindcast_hash) AS hindcast_number
        FROM %4$s
        WHERE _partition_id IN %5$s AND %3$s IN (SELECT hindcast_hash FROM hindcast_extra)
      ) AS hindcast_rows
      INNER JOIN hindcast_extra ON hindcast_rows.hindcast_hash = hindcast_extra.hindcast_hash
      WHERE hindcast_number <= hindcast_count
      """;

  private static final String BASE =
      """
      UNION ALL
      SELECT %s AS hindcast_hash, toInt64(-1) AS hindcast_weight
      FROM %s WHERE _partition_id IN %s
      """;

  private final JdbcSession session;
  private final ClickHouseInspector inspector;
  private final ClickHouseWorkingTables tables;
  private final ColumnReader columns;
  private final PartCatalog parts;

  RowCarrier(
      JdbcSession session,
      ClickHouseInspector inspector,
      ClickHouseWorkingTables tables,
      ColumnReader columns,
      PartCatalog parts) {
    this.session = session;
    this.inspector = inspector;
    this.tables = tables;
    this.columns = columns;
    this.parts = parts;
  }

  long copyParts(TableName from, Collection<String> partNames, WorkingTable own) {
    TableName into = renew(own, from);
    Command command =
        Command.of(
                COPY_PARTS,
                SqlName.of(into),
                names(columns.stored(from)),
                SqlName.of(from),
                Command.list(NAMES, partNames))
            .bindList(NAMES, partNames);
    insert("Copying late parts of " + from, command);
    requireActive(from, partNames, own);
    return rows(into);
  }

  long copyBeyond(
      TableName from,
      Collection<String> partitionIds,
      Collection<TableName> bases,
      WorkingTable own) {
    requireComparable(from);
    TableName into = renew(own, from);
    List<ColumnDescription> stored = columns.stored(from);
    String ids = Command.list(IDS, partitionIds);
    String hash = RowHash.bits128(stored);
    String subtracted =
        bases.stream()
            .map(base -> Command.of(BASE, hash, SqlName.of(base), ids).sql())
            .collect(Collectors.joining());
    Command command =
        Command.of(
                COPY_BEYOND,
                SqlName.of(into),
                names(stored),
                hash,
                SqlName.of(from),
                ids,
                subtracted)
            .bindList(IDS, partitionIds);
    insert("Copying late rows of " + from, command);
    return rows(into);
  }

  private TableName renew(WorkingTable table, TableName like) {
    tables.drop(table);
    tables.createNew(table.name(), like);
    return table.name();
  }

  /** Rows go over exactly as they are stored: not collapsed, not computed again, not left out. */
  private void insert(String doing, Command command) {
    session.execute(
        doing,
        command
            .with("insert_allow_materialized_columns", "1")
            .with("insert_deduplicate", "0")
            .with("optimize_on_insert", "0")
            .with("max_partitions_per_insert_block", "0"));
  }

  /** Parts never come back, so one that is active after the copy was so while it was read. */
  private void requireActive(TableName from, Collection<String> partNames, WorkingTable into) {
    Set<String> active =
        parts.active(from).stream()
            .map(PartCatalog.SizedPart::part)
            .map(TablePart::name)
            .collect(Collectors.toSet());
    List<String> gone = partNames.stream().filter(name -> !active.contains(name)).toList();
    if (!gone.isEmpty()) {
      tables.drop(into);
      throw new HindcastException(
          ErrorCode.CONTENT_CHANGED,
          "%d of %d parts of %s are no longer active, such as %s: list them again"
              .formatted(gone.size(), partNames.size(), from, gone.getFirst()));
    }
  }

  private void requireComparable(TableName table) {
    String engine =
        inspector
            .describe(table)
            .map(TableDescription::engine)
            .orElseThrow(() -> KnownTables.unknown(table));
    if (ROW_CHANGING.stream().anyMatch(engine::endsWith)) {
      throw new HindcastException(
          ErrorCode.ILLEGAL_STATE,
          "Merges of %s (%s) change rows, so late rows cannot be told from known ones"
              .formatted(table, engine));
    }
  }

  private long rows(TableName table) {
    return parts.active(table).stream().mapToLong(sized -> sized.part().rows()).sum();
  }

  private static String names(List<ColumnDescription> columns) {
    return SqlName.list(columns.stream().map(ColumnDescription::name).toList());
  }
}
