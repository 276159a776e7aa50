package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.core.view.ViewRuns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads views, what they are attached to, and what the log says of their runs. */
final class ViewInspector {
  /** Refreshed views have a timetable between their name and the rest. */
  private static final String VIEWS =
      """
      SELECT database, name, target_database, target_table, as_select,
        toString(cityHash64(create_table_query)) AS definition,
        multiIf(
          engine = 'Dictionary', 'DICTIONARY',
          engine != 'MaterializedView', 'PLAIN',
          match(create_table_query, '^CREATE MATERIALIZED VIEW (`[^`]*`|[^` ])+ REFRESH '),
            'REFRESHED',
          'MATERIALIZED') AS kind
      FROM system.tables
      WHERE engine IN ('MaterializedView', 'View', 'Dictionary')
        AND database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema')
      """;

  private static final String ATTACHMENTS =
      """
      SELECT tupleElement(view, 1) AS view_database, tupleElement(view, 2) AS view_name,
        database, name
      FROM (
        SELECT arrayJoin(arrayZip(dependencies_database, dependencies_table)) AS view,
          database, name
        FROM system.tables
        WHERE notEmpty(dependencies_table)
        UNION ALL
        SELECT (dictionary_database, dictionary_name) AS view,
          tupleElement(loaded, 1) AS database, tupleElement(loaded, 2) AS name
        FROM (
          SELECT database AS dictionary_database, name AS dictionary_name,
            arrayJoin(arrayZip(loading_dependencies_database, loading_dependencies_table)) AS loaded
          FROM system.tables
          WHERE engine = 'Dictionary'
        )
      )
      ORDER BY database, name
      """;

  private static final String RUNS =
      """
      SELECT view_name, count() AS inserts, countIf(times > 1) AS repeated,
        countIf(notEmpty(error)) AS failed, max(error) AS an_error
      FROM (
        SELECT view_name, initial_query_id, count() AS times, max(exception) AS error
        FROM system.query_views_log
        WHERE has(%s, view_name) AND event_time >= fromUnixTimestamp({since:Int64})
        GROUP BY view_name, initial_query_id
      )
      GROUP BY view_name
      """;

  private final JdbcSession session;

  ViewInspector(JdbcSession session) {
    this.session = session;
  }

  ViewGraph graph() {
    Map<TableName, List<TableName>> attached = new HashMap<>();
    session
        .query(
            "Looking for what views are attached to",
            Command.of(ATTACHMENTS),
            row ->
                Map.entry(
                    session.table(row, "view_database", "view_name"),
                    session.table(row, "database", "name")))
        .forEach(found ->
            attached
                .computeIfAbsent(found.getKey(), key -> new ArrayList<>())
                .add(found.getValue()));
    return new ViewGraph(
        session.query("Listing views", Command.of(VIEWS), row -> view(row, attached)));
  }

  /** Empty where there is no such log, or it is not for this user. */
  Optional<List<ViewRuns>> runs(Collection<TableName> views, Instant since) {
    Map<String, TableName> byText = new HashMap<>();
    views.forEach(view -> byText.put(view.database() + "." + view.table(), view));
    try {
      return Optional.of(
          session.query(
              "Reading the log of views",
              Command.of(RUNS, Command.list("views", byText.keySet()))
                  .bindList("views", byText.keySet())
                  .bindRaw("since", Long.toString(since.getEpochSecond())),
              row -> runs(row, byText)));
    } catch (HindcastException e) {
      if (e.code() == ErrorCode.TABLE_UNKNOWN || e.code() == ErrorCode.PERMISSION_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private View view(ResultSet row, Map<TableName, List<TableName>> attached) throws SQLException {
    TableName name = session.table(row, "database", "name");
    return new View(
        name,
        View.Kind.valueOf(row.getString("kind")),
        attached.getOrDefault(name, List.of()),
        row.getString("target_table").isEmpty()
            ? null
            : session.table(row, "target_database", "target_table"),
        row.getString("as_select"),
        row.getString("definition"));
  }

  private ViewRuns runs(ResultSet row, Map<String, TableName> byText) throws SQLException {
    String name = row.getString("view_name");
    return new ViewRuns(
        Objects.requireNonNull(byText.get(name), name),
        row.getLong("inserts"),
        row.getLong("repeated"),
        row.getLong("failed"),
        row.getString("an_error"));
  }
}
