package io.hindcast.core.table;

import java.util.Objects;

/**
 * A table's database and name, unquoted, exactly as the warehouse knows them. Any character but a
 * control character is legal: quoting is the adapter's business.
 *
 * @param database the database, never blank
 * @param table the table's name in it, never blank
 */
public record TableName(String database, String table) implements Comparable<TableName> {
  private static final int LENGTH_MAX = 200;

  /** Validates both parts. */
  public TableName {
    requireName(database, "database");
    requireName(table, "table");
  }

  /**
   * Reads {@code database.table}; the first dot separates.
   *
   * @throws IllegalArgumentException when there is no dot or a part is blank
   */
  public static TableName parse(String text) {
    Objects.requireNonNull(text);
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException(
          "Expected database.table, found '%s': name the database too".formatted(text));
    }
    return new TableName(text.substring(0, dot), text.substring(dot + 1));
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
    int byDatabase = database.compareTo(other.database);
    return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
  }

  @Override
  public String toString() {
    return database + "." + table;
  }
}
