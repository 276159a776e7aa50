package io.hindcast.warehouse.clickhouse;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What EXPLAIN QUERY TREE prints of a statement. */
final class TreeTables {
  private static final Pattern TABLE =
      Pattern.compile("\\s*TABLE id: \\d+,(?: alias: \\S+,)? table_name: (.*?)(?:, final: .*)?");

  private TreeTables() {}

  /** The tables and views that it names, database and name with a dot between them, unquoted. */
  static Set<String> tables(List<String> tree) {
    return tree.stream()
        .map(TABLE::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }
}
