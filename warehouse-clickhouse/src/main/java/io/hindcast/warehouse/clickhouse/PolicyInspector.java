package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.Visibility.RowPolicy;
import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.RangeBinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the row policies that apply to our own user. The server's query plan is asked: it knows of
 * roles, wildcards, views and how policies add up, needs no further right, and leaves out a policy
 * that lets everything through. What it does not show, reads of other engines than the MergeTree
 * family, is looked up in {@code system.row_policies} where that may be read.
 */
final class PolicyInspector {
  private static final Pattern READ = Pattern.compile("ReadFrom\\w*MergeTree \\((.+)\\)");
  private static final Pattern TABLE = Pattern.compile("TableIdentifier ([^.\\s]+)\\.(\\S+)");
  private static final Pattern FILTER =
      Pattern.compile(
          "Row.level filter column:\\s*(.+?)(?: \\(removed\\))?$",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final String LISTED =
      """
      SELECT database, table, ifNull(select_filter, '1') AS filter, is_restrictive,
        currentUser() AS user
      FROM system.row_policies
      WHERE (apply_to_all AND NOT hasAny(apply_to_except, arrayConcat([currentUser()], enabledRoles())))
        OR hasAny(apply_to_list, arrayConcat([currentUser()], enabledRoles()))
      ORDER BY database, table, name
      """;

  private static final Set<String> ANY = Set.of("", "*");
  private static final Set<String> EVERYTHING = Set.of("1", "true");

  private final JdbcSession session;

  PolicyInspector(JdbcSession session) {
    this.session = session;
  }

  /** Those of the tables, and of whatever the statement reads. */
  List<RowPolicy> of(Collection<TableName> tables, String sql, RangeBinding binding) {
    Seen seen = new Seen(new HashSet<>(), new LinkedHashMap<>());
    for (TableName table : tables) {
      explain(Command.of("EXPLAIN actions = 1 SELECT * FROM %s", SqlName.of(table)), seen);
    }
    explain(UserSql.within("EXPLAIN actions = 1 SELECT * FROM (", sql, ")", binding), seen);
    for (TableName table : named(sql, binding)) {
      if (!seen.tables().contains(table.database() + "." + table.table())) {
        explain(Command.of("EXPLAIN actions = 1 SELECT * FROM %s", SqlName.of(table)), seen);
      }
    }
    listed(tables, sql, seen);
    if (seen.filters().isEmpty()) {
      return List.of();
    }
    String user =
        session
            .query("Asking who we are", Command.of("SELECT currentUser()"), row -> row.getString(1))
            .getFirst();
    return seen.filters().entrySet().stream()
        .map(each -> new RowPolicy(each.getKey(), each.getValue(), user))
        .toList();
  }

  /** Tables whose reads the server has shown, and the filters of those that have one. */
  private record Seen(Set<String> tables, Map<String, String> filters) {}

  /**
   * Scalar subqueries are computed before there is a plan, so that it does not show their reads.
   */
  private List<TableName> named(String sql, RangeBinding binding) {
    return lines(UserSql.within("EXPLAIN AST SELECT * FROM (", sql, ")", binding)).stream()
        .map(TABLE::matcher)
        .filter(Matcher::find)
        .map(name -> session.table(name.group(1), name.group(2)))
        .distinct()
        .toList();
  }

  /** What cannot be read or is not valid is said by other inspections, in better words. */
  private List<String> lines(Command command) {
    try {
      return session
          .query(
              "Asking for row policies",
              ErrorCode.TRANSFORM_FAILED,
              command,
              row -> row.getString(1))
          .stream()
          .flatMap(String::lines)
          .toList();
    } catch (HindcastException e) {
      if (e.code().category() == ErrorCategory.USER) {
        return List.of();
      }
      throw e;
    }
  }

  /** Optimised plans leave out reads that are done beforehand, such as sets for an index. */
  private void explain(Command command, Seen seen) {
    List<String> lines =
        lines(
            command
                .with("query_plan_enable_optimizations", "0")
                .with("use_index_for_in_with_subqueries", "0")
                .with("optimize_trivial_count_query", "0"));
    String table = "";
    for (String line : lines) {
      Matcher read = READ.matcher(line);
      Matcher filter = FILTER.matcher(line.strip());
      if (read.find()) {
        table = read.group(1);
        seen.tables().add(table);
      } else if (filter.find()) {
        seen.filters().put(table, filter.group(1).strip());
      }
    }
  }

  private void listed(Collection<TableName> tables, String sql, Seen seen) {
    Map<String, List<Policy>> byTable = new LinkedHashMap<>();
    for (Policy policy : listed()) {
      for (String table : policy.among(tables, sql)) {
        if (!seen.tables().contains(table)) {
          byTable.computeIfAbsent(table, ignored -> new ArrayList<>()).add(policy);
        }
      }
    }
    byTable.forEach((table, policies) -> {
      String filter = Policy.together(policies);
      if (!filter.isEmpty()) {
        seen.filters().putIfAbsent(table, filter);
      }
    });
  }

  private List<Policy> listed() {
    try {
      return session.query("Listing row policies", Command.of(LISTED), Policy::read);
    } catch (HindcastException e) {
      if (e.code() == ErrorCode.PERMISSION_DENIED) {
        return List.of();
      }
      throw e;
    }
  }

  /** A policy that applies to us, for one table or for all of a database. */
  private record Policy(String database, String table, String filter, boolean restrictive) {
    static Policy read(ResultSet row) throws SQLException {
      return new Policy(
          row.getString("database"),
          row.getString("table"),
          row.getString("filter"),
          row.getBoolean("is_restrictive"));
    }

    /** Those tables that it is for and that are named here. */
    List<String> among(Collection<TableName> tables, String sql) {
      List<String> found = new ArrayList<>();
      tables.stream()
          .filter(name -> database.equals(name.database()))
          .filter(name -> ANY.contains(table) || table.equals(name.table()))
          .forEach(name -> found.add(database + "." + name.table()));
      if (!ANY.contains(table) && isNamed(sql)) {
        found.add(database + "." + table);
      }
      return found.stream().distinct().toList();
    }

    private boolean isNamed(String sql) {
      try {
        return SqlText.of(sql).positionOf(new TableName("", database, table)) >= 0;
      } catch (SqlSyntaxException e) { // The statement is refused for it elsewhere.
        return false;
      }
    }

    /** Permissive ones are OR-ed, restrictive ones AND-ed; empty when all rows pass. */
    static String together(List<Policy> policies) {
      List<String> permissive =
          policies.stream().filter(each -> !each.restrictive()).map(Policy::filter).toList();
      List<String> all =
          new ArrayList<>(
              policies.stream()
                  .filter(Policy::restrictive)
                  .map(Policy::filter)
                  .filter(filter -> !EVERYTHING.contains(filter))
                  .toList());
      if (permissive.stream().noneMatch(EVERYTHING::contains) && !permissive.isEmpty()) {
        all.addFirst(String.join(" OR ", permissive));
      }
      return String.join(" AND ", all);
    }
  }
}
