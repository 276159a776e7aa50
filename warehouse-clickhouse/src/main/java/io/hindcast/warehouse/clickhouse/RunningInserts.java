package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds running INSERTs that may write into a table. The server does not say where a query writes,
 * so one is passed over only if its text clearly names a MergeTree table that does not feed the
 * target through views; whatever is in doubt counts.
 */
final class RunningInserts {
  private static final String INSERTS =
      """
      SELECT query_id, current_database, substring(query, 1, 4096) AS start
      FROM system.processes
      WHERE query_kind IN ('Insert', 'AsyncInsertFlush')
      """;

  private static final String VIEWS =
      """
      SELECT v.database AS view_database, v.name AS view_name, v.target_database AS target_database,
        v.target_table AS target_table, s.database AS source_database, s.name AS source_table
      FROM system.tables AS v
      LEFT JOIN (
        SELECT database, name,
          arrayJoin(arrayZip(dependencies_database, dependencies_table)) AS dependent
        FROM system.tables
      ) AS s ON s.dependent.1 = v.database AND s.dependent.2 = v.name
      WHERE v.engine = 'MaterializedView'
      """;

  private static final String MERGE_TREES =
      "SELECT database, name FROM system.tables WHERE engine LIKE '%MergeTree'";

  private static final String STILL_RUNNING =
      "SELECT query_id FROM system.processes WHERE query_id IN ";

  private static final String IDENTIFIER =
      "(`(?:[^`\\\\]|\\\\.|``)+`|\"(?:[^\"\\\\]|\\\\.)+\"|\\w+)";
  private static final Pattern TARGET =
      Pattern.compile(
          "(?is)^\\s*INSERT\\s+INTO\\s+(?:TABLE\\s+)?(?!FUNCTION\\b)"
              + IDENTIFIER
              + "(?:\\s*\\.\\s*"
              + IDENTIFIER
              + ")?(?![\\w.]).*");

  private final JdbcSession session;

  RunningInserts(JdbcSession session) {
    this.session = session;
  }

  List<String> into(TableName table) {
    List<Insert> running =
        session.query("Looking for running inserts", Command.of(INSERTS), this::insert);
    if (running.isEmpty()) {
      return List.of();
    }
    Set<TableName> feeding = feeding(table);
    Set<TableName> mergeTrees =
        Set.copyOf(
            session.query(
                "Listing tables",
                Command.of(MERGE_TREES),
                row -> session.table(row, "database", "name")));
    return running.stream()
        .filter(insert ->
            insert
                .target()
                .filter(target -> mergeTrees.contains(target) && !feeding.contains(target))
                .isEmpty())
        .map(Insert::queryId)
        .toList();
  }

  List<String> stillRunning(Collection<String> queryIds) {
    if (queryIds.isEmpty()) {
      return List.of();
    }
    return session.query(
        "Looking for running queries",
        Command.of(STILL_RUNNING + Command.list("ids", queryIds)).bindList("ids", queryIds),
        row -> row.getString("query_id"));
  }

  /** The table and everything whose inserts reach it through materialized views. */
  private Set<TableName> feeding(TableName table) {
    List<Flow> flows = session.query("Listing views", Command.of(VIEWS), this::flow);
    Set<TableName> feeding = new HashSet<>(Set.of(table));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Flow flow : flows) {
        grown |= feeding.contains(flow.target()) && feeding.add(flow.source());
        grown |= feeding.contains(flow.target()) && feeding.add(flow.view());
      }
    }
    return feeding;
  }

  private Flow flow(ResultSet row) throws SQLException {
    TableName view = session.table(row, "view_database", "view_name");
    return new Flow(
        row.getString("source_table").isEmpty()
            ? view
            : session.table(row, "source_database", "source_table"),
        view,
        session.table(row, "target_database", "target_table"));
  }

  private Insert insert(ResultSet row) throws SQLException {
    return new Insert(
        row.getString("query_id"),
        target(row.getString("start"), row.getString("current_database")));
  }

  private Optional<TableName> target(String query, String currentDatabase) {
    Matcher matcher = TARGET.matcher(query);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = unquote(matcher.group(1));
    return matcher.group(2) == null
        ? Optional.of(session.table(currentDatabase, first))
        : Optional.of(session.table(first, unquote(matcher.group(2))));
  }

  /** An escape that is not undone here names no known table, and so the insert counts. */
  private static String unquote(String identifier) {
    return identifier.startsWith("`") || identifier.startsWith("\"")
        ? identifier.substring(1, identifier.length() - 1)
        : identifier;
  }

  /** Rows go from the source through the view into the target; a source may be missing. */
  private record Flow(TableName source, TableName view, TableName target) {}

  private record Insert(String queryId, Optional<TableName> target) {}
}
