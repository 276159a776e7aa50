package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;

/**
 * A table of Hindcast's own, by its name. What drops, renames, empties or exchanges tables takes
 * this type, so that no message can bring it upon another table. Nothing but {@link #of} makes one.
 */
public final class WorkingTable {
  private final TableName name;

  private WorkingTable(TableName name) {
    this.name = name;
  }

  /**
   * The table, if it is one of Hindcast's own.
   *
   * @param workingDatabase the configured database of such tables
   * @throws HindcastException TABLE_FOREIGN when it is in another database, or its name is not one
   *     that Hindcast gives
   */
  public static WorkingTable of(TableName name, String workingDatabase) {
    if (!name.database().equals(workingDatabase)) {
      throw foreign(name, "it is not in the working database %s".formatted(workingDatabase));
    }
    if (WorkingName.parse(name.table()).isEmpty()) {
      throw foreign(name, "its name is not one that Hindcast gives (bf_<id>_…)");
    }
    return new WorkingTable(name);
  }

  /** The table's name. */
  public TableName name() {
    return name;
  }

  private static HindcastException foreign(TableName name, String why) {
    return new HindcastException(
        ErrorCode.TABLE_FOREIGN,
        ("%s is none of Hindcast's own tables: %s. It is not dropped, renamed, emptied or exchanged;"
                + " look at who asked for that")
            .formatted(name, why));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkingTable table && table.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
