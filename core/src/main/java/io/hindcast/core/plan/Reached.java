package io.hindcast.core.plan;

import io.hindcast.core.table.TableName;
import java.util.List;

/**
 * What a statement reads and calls, as the server resolves it.
 *
 * @param tables that it reads itself or through views, in name order
 * @param behind the statements and expressions that it reaches
 */
public record Reached(List<Table> tables, List<Definition> behind) {
  /** Copies the lists. */
  public Reached {
    tables = List.copyOf(tables);
    behind = List.copyOf(behind);
  }

  /**
   * A table that holds rows.
   *
   * @param through the views that lead to it, shown; empty where the statement names it
   * @param engine such as MergeTree
   */
  public record Table(TableName name, String through, String engine) {}

  /**
   * A view or a function.
   *
   * @param what it is, such as "the view shop.daily"
   * @param sql its SELECT or its expression
   */
  public record Definition(String what, String sql) {}
}
