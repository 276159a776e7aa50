package io.hindcast.warehouse.clickhouse;

import java.util.List;

/**
 * Finds subqueries that the server answers while it analyses a statement: the plan has their
 * answers in their places and does not show what they read.
 */
final class HiddenReads {
  private HiddenReads() {}

  /** Whether a query tree, as EXPLAIN prints it, has a constant that is computed by a query. */
  static boolean in(List<String> tree) {
    int constant = Integer.MAX_VALUE;
    for (String line : tree) {
      int depth = line.length() - line.stripLeading().length();
      String node = line.strip();
      if (depth <= constant) {
        constant = node.startsWith("CONSTANT ") ? depth : Integer.MAX_VALUE;
      } else if (node.startsWith("QUERY ") || node.startsWith("UNION ")) {
        return true;
      }
    }
    return false;
  }
}
