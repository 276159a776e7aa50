package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.KeySearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds rows of a table that its replacement would not have. */
final class LossReader {
  private static final String IDS = "partitions";
  private static final int PARTITIONS_MAX = 500;

  /** Keys in the set of one statement: some 30 bytes each. */
  private static final long KEYS_MAX = 4_000_000;

  /** An interval has all values between two that it has; these two are mostly metadata. */
  private static final String SUSPECTS =
      """
      SELECT DISTINCT _partition_id AS hindcast_partition
      FROM (
        SELECT hindcast_id AS _partition_id, hindcast_value AS %1$s
        FROM (
          SELECT _partition_id AS hindcast_id,
            arrayJoin([min(%1$s), max(%1$s)]) AS hindcast_value
          FROM %2$s
          WHERE _partition_id IN %3$s
          GROUP BY hindcast_id))
      WHERE NOT (%4$s)
      """;

  private static final String EXCEPT =
      """
      SELECT _partition_id AS hindcast_partition, count() AS hindcast_rows,
        concat(toString(min(%1$s)), ' to ', toString(max(%1$s))) AS hindcast_examples
      FROM %2$s
      WHERE _partition_id IN %3$s AND NOT (%4$s)
      GROUP BY hindcast_partition
      """;

  /** In a tuple NULL counts as a value. */
  private static final String WITHOUT_KEY =
      """
      SELECT _partition_id AS hindcast_partition, count() AS hindcast_rows,
        arrayStringConcat(
          arrayMap(hindcast_key -> toString(hindcast_key), groupUniqArray(3)(tuple(%1$s))), ', ')
          AS hindcast_examples
      FROM %2$s
      WHERE _partition_id IN %3$s AND (%4$s) AND %5$s
        AND cityHash64(tuple(%1$s)) NOT IN (
          SELECT cityHash64(tuple(%1$s)) FROM %6$s WHERE %7$s AND %5$s)
      GROUP BY hindcast_partition
      """;

  private static final String WHAT = "Looking for rows of %s that would be lost";

  private final JdbcSession session;
  private final PartCatalog parts;

  LossReader(JdbcSession session, PartCatalog parts) {
    this.session = session;
    this.parts = parts;
  }

  List<PartitionRows> except(
      TableName table, Collection<String> partitionIds, String condition, String column) {
    List<PartitionRows> found = new ArrayList<>();
    List<String> ids = partitionIds.stream().sorted().toList();
    for (int from = 0; from < ids.size(); from += PARTITIONS_MAX) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + PARTITIONS_MAX));
      List<String> suspects =
          session.query(
              WHAT.formatted(table),
              ErrorCode.CHECK_FAILED,
              command(SUSPECTS, table, some, condition, column),
              row -> row.getString("hindcast_partition"));
      if (!suspects.isEmpty()) {
        found.addAll(read(table, command(EXCEPT, table, suspects, condition, column)));
      }
    }
    return found;
  }

  private static Command command(
      String template, TableName table, List<String> ids, String condition, String column) {
    return Command.of(
            template, SqlName.of(column), SqlName.of(table), Command.list(IDS, ids), condition)
        .bindList(IDS, ids);
  }

  List<PartitionRows> withoutKey(KeySearch search) {
    Map<String, Long> rows = new HashMap<>();
    parts
        .active(search.other())
        .forEach(it -> rows.merge(it.part().partitionId(), it.part().rows(), Long::sum));
    long all = rows.values().stream().mapToLong(Long::longValue).sum();
    Map<String, PartitionRows> found = new TreeMap<>();
    for (List<String> batch : batches(search, rows)) {
      long keys =
          switch (search.scope()) {
            case PARTITION -> batch.stream().mapToLong(id -> rows.getOrDefault(id, 0L)).sum();
            case TABLE -> all;
          };
      long shares = Math.max(1, Math.ceilDiv(keys, KEYS_MAX));
      for (long share = 0; share < shares; share++) {
        read(search.table(), command(search, batch, share, shares))
            .forEach(it -> found.merge(it.partitionId(), it, LossReader::join));
      }
    }
    return List.copyOf(found.values());
  }

  /** Of about as many keys as one set may have, or single partitions that have more. */
  private static List<List<String>> batches(KeySearch search, Map<String, Long> rows) {
    List<List<String>> batches = new ArrayList<>();
    List<String> open = new ArrayList<>();
    long keys = 0;
    for (String id : search.partitionIds().stream().sorted().toList()) {
      long more = search.scope() == KeySearch.Scope.TABLE ? 0 : rows.getOrDefault(id, 0L);
      if (!open.isEmpty() && (open.size() == PARTITIONS_MAX || keys + more > KEYS_MAX)) {
        batches.add(List.copyOf(open));
        open.clear();
        keys = 0;
      }
      open.add(id);
      keys += more;
    }
    if (!open.isEmpty()) {
      batches.add(open);
    }
    return batches;
  }

  private static Command command(KeySearch search, List<String> batch, long share, long shares) {
    String key = search.key().stream().map(SqlName::of).collect(Collectors.joining(", "));
    String ids = Command.list(IDS, batch);
    return Command.of(
            WITHOUT_KEY,
            key,
            SqlName.of(search.table()),
            ids,
            search.condition(),
            shares == 1 ? "1" : "cityHash64(tuple(%s)) %% %d = %d".formatted(key, shares, share),
            SqlName.of(search.other()),
            search.scope() == KeySearch.Scope.TABLE ? "1" : "_partition_id IN " + ids)
        .bindList(IDS, batch);
  }

  private List<PartitionRows> read(TableName table, Command command) {
    return session.query(
        WHAT.formatted(table),
        ErrorCode.CHECK_FAILED,
        command,
        row ->
            new PartitionRows(
                row.getString("hindcast_partition"),
                row.getLong("hindcast_rows"),
                row.getString("hindcast_examples")));
  }

  private static PartitionRows join(PartitionRows one, PartitionRows other) {
    return new PartitionRows(one.partitionId(), one.rows() + other.rows(), one.examples());
  }
}
