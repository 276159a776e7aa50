package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.KeySet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells rows apart by their keys: an update of a row has a key that was there before. */
final class KeyedRows {
  private static final String IDS = "partitions";

  private static final String UNIQUE = "SELECT count() = uniqExact(%s) AS hindcast_unique FROM %s";

  private static final String SIDE =
      """
      SELECT %1$s AS hindcast_key, %2$s AS hindcast_hash, toInt64(%3$d) AS hindcast_weight
      FROM %4$s WHERE _partition_id IN %5$s
      """;

  private static final String COUNT =
      """
      SELECT _partition_id AS hindcast_id, count() AS hindcast_rows
      FROM %1$s WHERE %2$s GROUP BY hindcast_id
      """;

  private final JdbcSession session;
  private final ColumnReader columns;

  KeyedRows(JdbcSession session, ColumnReader columns) {
    this.session = session;
    this.columns = columns;
  }

  boolean areUnique(TableName table, List<String> key) {
    return session
        .query(
            "Looking whether keys of %s are unique".formatted(table),
            Command.of(UNIQUE, hash(key, columns.stored(table)), SqlName.of(table)),
            row -> row.getBoolean("hindcast_unique"))
        .getFirst();
  }

  /** The table of copies is small and has no other writer, so a mutation of it is cheap. */
  Map<String, Long> withhold(TableName copies, KeySet keys) {
    if (keys.partitionIds().isEmpty() || keys.tables().isEmpty()) {
      return Map.of();
    }
    List<ColumnDescription> stored = columns.stored(copies);
    String ids = Command.list(IDS, keys.partitionIds());
    String condition =
        "_partition_id IN %s AND %s IN (%s)"
            .formatted(ids, hash(keys.key(), stored), set(keys, stored, ids));
    Map<String, Long> found = count(copies, condition, keys.partitionIds());
    if (!found.isEmpty()) {
      session.execute(
          "Leaving known rows out of " + copies,
          Command.of("ALTER TABLE %s DELETE WHERE %s", SqlName.of(copies), condition)
              .bindList(IDS, keys.partitionIds())
              .with("mutations_sync", "2"));
    }
    return found;
  }

  private Map<String, Long> count(TableName copies, String condition, List<String> ids) {
    Map<String, Long> found = new TreeMap<>();
    session
        .query(
            "Looking for known rows in " + copies,
            Command.of(COUNT, SqlName.of(copies), condition).bindList(IDS, ids),
            row -> Map.entry(row.getString("hindcast_id"), row.getLong("hindcast_rows")))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private static String set(KeySet keys, List<ColumnDescription> stored, String ids) {
    String key = hash(keys.key(), stored);
    TableName since = keys.goneFrom();
    if (since == null) {
      String all = rows(key, keys.tables(), ids);
      return keys.except().isEmpty()
          ? all
          : "SELECT hindcast_key FROM (%s) WHERE hindcast_key NOT IN (%s)"
              .formatted(all, rows(key, keys.except(), ids));
    }
    // Hashes of rows on one side weigh 1, on the other -1: what is left over is gone.
    String row = RowHash.bits128(stored);
    String sides =
        keys.tables().stream()
                .map(table -> SIDE.formatted(key, row, 1, SqlName.of(table), ids))
                .collect(Collectors.joining(" UNION ALL "))
            + " UNION ALL "
            + SIDE.formatted(key, row, -1, SqlName.of(since), ids);
    return """
    SELECT hindcast_key FROM (%1$s)
    GROUP BY hindcast_key, hindcast_hash
    HAVING sum(hindcast_weight) > 0
    """
        .formatted(sides);
  }

  private static String rows(String key, List<TableName> tables, String ids) {
    return tables.stream()
        .map(table -> rows(key, table, ids))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String rows(String key, TableName table, String ids) {
    return "SELECT %1$s AS hindcast_key FROM %2$s WHERE _partition_id IN %3$s"
        .formatted(key, SqlName.of(table), ids);
  }

  /** Without a key all rows have the same. */
  private static String hash(List<String> key, List<ColumnDescription> stored) {
    return key.isEmpty()
        ? "toUInt128(0)"
        : RowHash.bits128(key.stream().map(name -> column(name, stored)).toList());
  }

  private static ColumnDescription column(String name, List<ColumnDescription> stored) {
    return stored.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new HindcastException(
                ErrorCode.SCHEMA_INCOMPATIBLE,
                "There is no stored column '%s' to tell rows apart by".formatted(name)));
  }
}
