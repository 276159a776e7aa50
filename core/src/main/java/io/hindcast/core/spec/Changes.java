package io.hindcast.core.spec;

import io.hindcast.core.table.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it is told whether sources have changed.
 *
 * @param column of CONTENT the column that the rows' times are in, null where the statement's
 *     conditions tell it; of COLUMN the column that is counted by; otherwise null
 * @param tables the sources that this is about; all of them when empty
 */
public record Changes(By by, @Nullable String column, List<TableName> tables) {
  /** What a spec that says nothing has. */
  public static final Changes AUTOMATIC = new Changes(By.AUTOMATIC, null, List.of());

  /** What tells. */
  public enum By {
    /** Metadata where it is proved that they can tell, the content otherwise. */
    AUTOMATIC,
    /** The spans of parts, whatever the statement filters by. */
    METADATA,
    /** Rows and checksum of what is read. */
    CONTENT,
    /** Rows and checksum of one column of what is read. */
    COLUMN
  }

  /** Validates the parts. */
  public Changes {
    tables = List.copyOf(tables);
    if (column != null) {
      Rules.requireText(column, Target.COLUMN_LENGTH_MAX, "column");
    }
    Rules.require(
        by != By.COLUMN || column != null, "Expected a column for source.changes.by: column");
    Rules.require(
        column == null || by == By.CONTENT || by == By.COLUMN,
        "Expected no column unless source.changes.by is content or column");
  }

  /** How changes of a source are told. */
  public By of(TableName table) {
    return tables.isEmpty() || tables.contains(table) ? by : By.AUTOMATIC;
  }
}
