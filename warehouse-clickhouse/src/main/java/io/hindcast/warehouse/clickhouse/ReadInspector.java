package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourceRead;
import io.hindcast.core.fence.SourceRead.Window;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.clickhouse.PlannedReads.PlannedRead;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the server how it would read a statement's tables, without running the statement. */
final class ReadInspector {
  private static final Logger LOG = LoggerFactory.getLogger(ReadInspector.class);

  /** How deep views may lie behind each other. */
  private static final int VIEWS_DEEP = 16;

  private static final String COLUMNS =
      """
      SELECT database, table, name, type, is_in_partition_key AS keyed, timezone() AS zone
      FROM system.columns
      WHERE database IN %1$s AND table IN %2$s
      """;
  private static final String VIEWS =
      """
      SELECT as_select FROM system.tables
      WHERE engine = 'View' AND has(%s, concat(database, '.', name))
      """;

  /** The plan then shows each read, with every condition that the statement has on it. */
  private static final Map<String, String> PLAINLY =
      Map.of(
          "enable_analyzer", "1",
          "optimize_move_to_prewhere", "0",
          "query_plan_optimize_prewhere", "0",
          "optimize_trivial_count_query", "0",
          "optimize_use_projections", "0",
          "optimize_use_implicit_projections", "0",
          "use_index_for_in_with_subqueries", "0");

  private final JdbcSession session;

  ReadInspector(JdbcSession session) {
    this.session = session;
  }

  /** What a table's columns are, as far as reading it is concerned. */
  private record Column(TableName table, String name, String type, boolean keyed, ZoneId zone) {}

  List<SourceRead> reads(
      String sql,
      RangeBinding binding,
      Map<String, String> settings,
      Collection<TableName> tables) {
    List<SourceRead> unknown = tables.stream().map(SourceRead::unknown).toList();
    try {
      Optional<List<PlannedRead>> planned = planned(sql, binding, settings);
      if (planned.isEmpty() || hides(sql, binding, settings)) {
        return unknown;
      }
      return described(planned.get(), binding.zone(), settings, tables);
    } catch (HindcastException e) {
      if (e.code().category() != ErrorCategory.USER) {
        throw e;
      }
      LOG.info("How the statement reads its sources is not known: {}", e.getMessage());
      return unknown;
    }
  }

  private Optional<List<PlannedRead>> planned(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return PlannedReads.of(
        String.join(
            "\n",
            explain(
                "EXPLAIN indexes = 1, actions = 1, header = 1, json = 1", sql, binding, settings)));
  }

  private List<String> explain(
      String how, String sql, RangeBinding binding, Map<String, String> settings) {
    Command command = UserSql.within(how, sql, "", binding);
    return session.query(
        "Explaining the statement",
        ErrorCode.TRANSFORM_FAILED,
        with(command, settings),
        row -> row.getString(1));
  }

  private static Command with(Command command, Map<String, String> settings) {
    Command set = command;
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(PLAINLY);
    for (Map.Entry<String, String> setting : all.entrySet()) {
      set = set.with(setting.getKey(), setting.getValue());
    }
    return set;
  }

  /** Whether the statement, or a view behind it, has subqueries that no plan shows. */
  private boolean hides(String sql, RangeBinding binding, Map<String, String> settings) {
    List<String> statements = List.of(sql);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < VIEWS_DEEP && !statements.isEmpty(); i++) {
      Set<String> tables = new HashSet<>();
      for (String statement : statements) {
        List<String> tree = explain("EXPLAIN QUERY TREE", statement, binding, settings);
        if (HiddenReads.in(tree)) {
          return true;
        }
        tables.addAll(TreeTables.tables(tree));
      }
      tables.removeAll(seen);
      seen.addAll(tables);
      statements = definitions(tables);
    }
    return !statements.isEmpty();
  }

  private List<String> definitions(Collection<String> tables) {
    return tables.isEmpty()
        ? List.of()
        : session.query(
            "Looking for views",
            Command.of(VIEWS, Command.list("views", tables)).bindList("views", tables),
            row -> row.getString("as_select"));
  }

  private List<SourceRead> described(
      List<PlannedRead> planned,
      ZoneId calendar,
      Map<String, String> settings,
      Collection<TableName> tables) {
    Map<TableName, List<Column>> columns = columns(settings, tables);
    List<SourceRead> reads = new ArrayList<>();
    for (TableName table : tables) {
      String name = table.database() + "." + table.table();
      planned.stream()
          .filter(read -> read.table().equals(name))
          .forEach(read ->
              reads.add(read(table, read, columns.getOrDefault(table, List.of()), calendar)));
    }
    return reads;
  }

  private Map<TableName, List<Column>> columns(
      Map<String, String> settings, Collection<TableName> tables) {
    Command command = with(TableFilter.bind(COLUMNS, tables), settings);
    Map<TableName, List<Column>> columns = new HashMap<>();
    session
        .query(
            "Listing the columns of " + tables,
            command,
            row ->
                new Column(
                    session.table(row, "database", "table"),
                    row.getString("name"),
                    row.getString("type"),
                    row.getBoolean("keyed"),
                    ZoneId.of(row.getString("zone"))))
        .forEach(column ->
            columns.computeIfAbsent(column.table(), ignored -> new ArrayList<>()).add(column));
    return columns;
  }

  private static SourceRead read(
      TableName table, PlannedRead read, List<Column> columns, ZoneId calendar) {
    String spanned =
        Spans.column(
            columns.stream()
                .filter(Column::keyed)
                .map(column -> Map.entry(column.name(), column.type()))
                .toList());
    List<Window> windows = new ArrayList<>();
    for (Column column : columns) {
      List<FilterEdge> edges =
          read.edges().stream().filter(edge -> edge.column().equals(column.name())).toList();
      if (!edges.isEmpty()) {
        TimeColumn.of(
                column.name(),
                column.type(),
                column.zone(),
                calendar,
                column.name().equals(spanned))
            .ifPresent(time -> windows.addAll(time.windows(edges)));
      }
    }
    return new SourceRead(table, stored(read.columns(), columns), read.merged(), windows);
  }

  /** The columns behind what is read; none, which stands for all, where one is not found. */
  private static List<String> stored(List<String> read, List<Column> columns) {
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(column.name()));
    Set<String> found = new HashSet<>();
    for (String name : read) {
      String base = names.contains(name) || !name.contains(".") ? name : beforeDot(name);
      if (names.contains(base)) {
        found.add(base);
      } else if (!name.startsWith("_")) {
        return List.of();
      }
    }
    return found.stream().sorted().toList();
  }

  private static String beforeDot(String name) {
    return name.substring(0, name.indexOf('.'));
  }
}
