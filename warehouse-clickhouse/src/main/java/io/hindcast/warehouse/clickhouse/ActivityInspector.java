package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.plan.Conditions.Activity;
import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.table.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds mutations that are not done, and statements that change a table's definition. */
final class ActivityInspector {
  private static final int SHOWN_MAX = 200;

  private static final String MUTATIONS =
      """
      SELECT database, table, mutation_id, command, latest_fail_reason
      FROM system.mutations
      WHERE NOT is_done AND NOT is_killed AND database IN %1$s AND table IN %2$s
      ORDER BY database, table, mutation_id
      """;

  private static final String STATEMENTS =
      """
      SELECT query_id, current_database, query
      FROM system.processes
      WHERE query_kind IN ('Alter', 'Drop', 'Rename', 'Exchange', 'Truncate')
      ORDER BY query_id
      """;

  private final JdbcSession session;

  ActivityInspector(JdbcSession session) {
    this.session = session;
  }

  List<Activity> of(Collection<TableName> tables) {
    if (tables.isEmpty()) {
      return List.of();
    }
    Stream<Activity> mutations =
        session
            .query(
                "Looking for mutations of " + tables,
                TableFilter.bind(MUTATIONS, tables),
                Mutation::read)
            .stream()
            .flatMap(mutation -> tables.stream().flatMap(mutation::on));
    Stream<Activity> statements =
        session
            .query("Looking for running definitions", Command.of(STATEMENTS), Statement::read)
            .stream()
            .flatMap(statement -> tables.stream().flatMap(statement::on));
    return Stream.concat(mutations, statements).toList();
  }

  private static String shown(String text) {
    return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + " …";
  }

  /** A mutation that is not done; the server does not know by which name of its it is reached. */
  private record Mutation(
      String database, String table, String id, String command, String problem) {
    static Mutation read(ResultSet row) throws SQLException {
      return new Mutation(
          row.getString("database"),
          row.getString("table"),
          row.getString("mutation_id"),
          shown(row.getString("command")),
          shown(row.getString("latest_fail_reason")));
    }

    Stream<Activity> on(TableName asked) {
      return asked.database().equals(database) && asked.table().equals(table)
          ? Stream.of(new Activity(asked, Activity.Kind.MUTATION, command, id, problem))
          : Stream.empty();
    }
  }

  /** A statement that is running; which tables it changes only its text says. */
  private record Statement(String queryId, String database, String query) {
    static Statement read(ResultSet row) throws SQLException {
      return new Statement(
          row.getString("query_id"), row.getString("current_database"), row.getString("query"));
    }

    Stream<Activity> on(TableName table) {
      return names(table)
          ? Stream.of(new Activity(table, Activity.Kind.DEFINITION, shown(query), queryId, ""))
          : Stream.empty();
    }

    private boolean names(TableName table) {
      try {
        SqlText text = SqlText.of(query);
        return text.positionOf(table) >= 0
            || (database.equals(table.database())
                && text.tokens().stream().anyMatch(token -> isName(text, token, table)));
      } catch (SqlSyntaxException e) { // Cut off, or not ours to read: in doubt it counts.
        return query.contains(table.table());
      }
    }

    private static boolean isName(SqlText text, SqlToken token, TableName table) {
      String written = text.textOf(token);
      return written.equals(table.table()) || written.equals("`" + table.table() + "`");
    }
  }
}
