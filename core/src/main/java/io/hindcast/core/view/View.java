package io.hindcast.core.view;

import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.table.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view or dictionary, as its warehouse describes it.
 *
 * @param name the view
 * @param kind when it reads
 * @param firesOn the tables whose inserts it handles, each as often as it is attached there; for
 *     dictionaries the tables that they are loaded from; empty for other kinds
 * @param into the table it writes; null when it stores nothing
 * @param select its statement, as the server prints it; may be empty
 * @param definition changes whenever the view's definition does
 */
public record View(
    TableName name,
    Kind kind,
    List<TableName> firesOn,
    @Nullable TableName into,
    String select,
    String definition) {

  /** When a view reads. */
  public enum Kind {
    /** At every insert into the tables it is attached to. */
    MATERIALIZED,
    /** By its own timetable. */
    REFRESHED,
    /** When somebody reads it. */
    PLAIN,
    /** When it is loaded. */
    DICTIONARY
  }

  /** Copies the tables. */
  public View {
    firesOn = List.copyOf(firesOn);
  }

  /** Whether an insert into the table makes it write. */
  public boolean fires(TableName table) {
    return kind == Kind.MATERIALIZED && firesOn.contains(table);
  }

  /** Whether it reads the table without being fired by it. */
  public boolean looksUp(TableName table) {
    return !fires(table) && (firesOn.contains(table) || mentions(table));
  }

  private boolean mentions(TableName table) {
    try {
      return SqlText.of(select).positionOf(table) >= 0;
    } catch (SqlSyntaxException e) {
      // The server understands what it prints; a view that is not understood here is not named.
      return false;
    }
  }
}
