package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.RowDifference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds differing rows in two steps of one statement: first the keys whose rows hash to different
 * sums on the two sides, then the rows of the first few of these keys.
 */
final class DifferenceReader {
  private static final int LIMIT_MAX = 10_000;
  private static final int ROWS_PER_KEY = 4;
  private static final String IDS = "partitions";

  private static final String DIFFERENCES =
      """
      WITH differing AS (
        SELECT hindcast_key_hash
        FROM (
          SELECT %1$s AS hindcast_key_hash, %2$s AS hindcast_row_hash, 1 AS hindcast_side
          FROM %4$s WHERE _partition_id IN %6$s
          UNION ALL
          SELECT %1$s AS hindcast_key_hash, %2$s AS hindcast_row_hash, 2 AS hindcast_side
          FROM %5$s WHERE _partition_id IN %6$s
        )
        GROUP BY hindcast_key_hash
        HAVING sumIf(hindcast_row_hash, hindcast_side = 1)
            != sumIf(hindcast_row_hash, hindcast_side = 2)
          OR countIf(hindcast_side = 1) != countIf(hindcast_side = 2)
        ORDER BY hindcast_key_hash
        LIMIT {limit:UInt32}
      )
      SELECT hex(hindcast_key_hash) AS hindcast_key_id, hindcast_side, hindcast_row_texts
      FROM (
        SELECT %1$s AS hindcast_key_hash, 1 AS hindcast_side, [%3$s] AS hindcast_row_texts
        FROM %4$s WHERE _partition_id IN %6$s
          AND %1$s IN (SELECT hindcast_key_hash FROM differing)
        UNION ALL
        SELECT %1$s AS hindcast_key_hash, 2 AS hindcast_side, [%3$s] AS hindcast_row_texts
        FROM %5$s WHERE _partition_id IN %6$s
          AND %1$s IN (SELECT hindcast_key_hash FROM differing)
      )
      ORDER BY hindcast_row_texts, hindcast_key_id, hindcast_side
      LIMIT {rows:UInt32}
      """;

  private final JdbcSession session;
  private final ColumnReader columns;

  DifferenceReader(JdbcSession session, ColumnReader columns) {
    this.session = session;
    this.columns = columns;
  }

  List<RowDifference> read(
      TableName before,
      TableName after,
      List<String> key,
      Collection<String> partitionIds,
      int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException(
          "Expected a limit from 1 to %d, found %d".formatted(LIMIT_MAX, limit));
    }
    if (partitionIds.isEmpty()) {
      return List.of();
    }
    RowLayout layout = RowLayout.of(before, columns.stored(before), key);
    String ids = Command.list(IDS, partitionIds);
    Command command =
        Command.of(
                DIFFERENCES,
                RowHash.bits128(layout.key()),
                RowHash.bits64(layout.all()),
                layout.all().stream().map(DifferenceReader::text).collect(Collectors.joining(", ")),
                SqlName.of(before),
                SqlName.of(after),
                ids)
            .bindList(IDS, partitionIds)
            .bindRaw("limit", Integer.toString(limit))
            // A key that is not unique may have many rows; a few of each side are enough to show.
            .bindRaw("rows", Integer.toString(ROWS_PER_KEY * limit));
    Map<String, KeyRows> byKey = new LinkedHashMap<>();
    session
        .query("Comparing %s with %s".formatted(after, before), command, Row::read)
        .forEach(row -> byKey.computeIfAbsent(row.keyId(), id -> new KeyRows()).add(row));
    return byKey.values().stream()
        .flatMap(rows -> rows.differences(layout).stream())
        .limit(limit)
        .toList();
  }

  private static String text(ColumnDescription column) {
    return "ifNull(toString(%s), 'NULL')".formatted(SqlName.of(column.name()));
  }

  /** One row of one side, its columns as texts in the layout's order. */
  private record Row(String keyId, int side, List<String> texts) {
    static Row read(ResultSet row) throws SQLException {
      Object[] texts = (Object[]) row.getArray("hindcast_row_texts").getArray();
      return new Row(
          row.getString("hindcast_key_id"),
          row.getInt("hindcast_side"),
          java.util.Arrays.stream(texts).map(String::valueOf).toList());
    }
  }

  /** The rows of one key on both sides. */
  private static final class KeyRows {
    private final List<List<String>> before = new ArrayList<>();
    private final List<List<String>> after = new ArrayList<>();

    void add(Row row) {
      (row.side() == 1 ? before : after).add(row.texts());
    }

    List<RowDifference> differences(RowLayout layout) {
      List<List<String>> gone = new ArrayList<>(before);
      List<List<String>> come = new ArrayList<>();
      after.forEach(row -> {
        if (!gone.remove(row)) {
          come.add(row);
        }
      });
      List<RowDifference> found = new ArrayList<>();
      for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
        found.add(
            layout.difference(
                i < gone.size() ? gone.get(i) : null, i < come.size() ? come.get(i) : null));
      }
      return found;
    }
  }
}
