package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.warehouse.AttemptOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The statement that fills a staging table. */
final class TransformInsert {
  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_]{0,127}");

  /** What the address of a request means to the server's HTTP handler, beside settings. */
  private static final Set<String> RESERVED =
      Set.of(
          "query",
          "query_id",
          "user",
          "password",
          "database",
          "role",
          "quota_key",
          "session_id",
          "session_check",
          "session_timeout",
          "default_format",
          "compress",
          "decompress",
          "buffer_size",
          "wait_end_of_query",
          "stacktrace",
          "close_session",
          "readonly");

  private TransformInsert() {}

  static Command of(AttemptOrder order) {
    String names = SqlName.list(order.columns());
    String before =
        "INSERT INTO %s (%s) SELECT %s FROM (".formatted(SqlName.of(order.staging()), names, names);
    RowFilterSql filter = RowFilterSql.of(order.filter());
    Command command =
        filter.bind(UserSql.within(before, order.sql(), ")" + filter.where(), order.binding()));
    for (Map.Entry<String, String> setting : settings(order).entrySet()) {
      command = command.with(setting.getKey(), setting.getValue());
    }
    return command;
  }

  private static Map<String, String> settings(AttemptOrder order) {
    order.settings().keySet().forEach(TransformInsert::requireSetting);
    Map<String, String> settings = new TreeMap<>(order.settings());
    settings.put("max_partitions_per_insert_block", Integer.toString(order.partitionsMax()));
    // Two equal blocks of one transform are both meant.
    settings.put("insert_deduplicate", "0");
    return settings;
  }

  private static void requireSetting(String name) {
    if (!SETTING.matcher(name).matches() || name.startsWith("param_") || RESERVED.contains(name)) {
      throw new HindcastException(
          ErrorCode.SPEC_INVALID,
          "'%s' is not a query setting of ClickHouse; see system.settings for their names"
              .formatted(name));
    }
  }
}
