package io.hindcast.core.table;

import java.util.Comparator;
import java.util.Objects;

/**
 * A table's node, database and name, unquoted, exactly as the warehouse knows them. Any character
 * but a control character is legal in the last two: quoting is the adapter's business.
 *
 * @param node the warehouse's server that has the table; empty for the default one
 * @param database the database, never blank
 * @param table the table's name in it, never blank
 */
public record TableName(String node, String database, String table)
    implements Comparable<TableName> {
  private static final int LENGTH_MAX = 200;
  private static final String SEPARATOR = ":";
  private static final Comparator<TableName> ORDER =
      Comparator.comparing(TableName::node)
          .thenComparing(TableName::database)
          .thenComparing(TableName::table);

  /** Validates all parts. */
  public TableName {
    if (!node.isEmpty()) {
      NodeName.require(node);
    }
    requireName(database, "database");
    requireName(table, "table");
  }

  /** A table of the default node. */
  public TableName(String database, String table) {
    this("", database, table);
  }

  /**
   * Reads {@code database.table} or {@code node:database.table}; the first dot separates, and
   * before it the first colon. A database of the default node that has a colon in its name is
   * written with one more before it: {@code :a:b.table}.
   *
   * @throws IllegalArgumentException when there is no dot, a part is blank or the node is none
   */
  public static TableName parse(String text) {
    Objects.requireNonNull(text);
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException(
          "Expected database.table, found '%s': name the database too".formatted(text));
    }
    return in(text.substring(0, dot), text.substring(dot + 1));
  }

  /**
   * The table of a place, as {@link #place} writes it.
   *
   * @param place {@code database} or {@code node:database}
   */
  public static TableName in(String place, String table) {
    int colon = place.indexOf(SEPARATOR);
    return colon < 0
        ? new TableName(place, table)
        : new TableName(place.substring(0, colon), place.substring(colon + 1), table);
  }

  /** Where the table is: {@code database}, or {@code node:database} where it has a node. */
  public String place() {
    return node.isEmpty() && !database.contains(SEPARATOR) ? database : node + SEPARATOR + database;
  }

  /** Another table of the same node and database. */
  public TableName beside(String other) {
    return new TableName(node, database, other);
  }

  /** The table of these names on another node. */
  public TableName on(String other) {
    return new TableName(other, database, table);
  }

  private static void requireName(String name, String what) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The %s name is empty".formatted(what));
    }
    if (name.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(
          "The %s name has %d characters; at most %d are possible"
              .formatted(what, name.length(), LENGTH_MAX));
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The %s name has a control character".formatted(what));
    }
  }

  @Override
  public int compareTo(TableName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place() + "." + table;
  }
}
