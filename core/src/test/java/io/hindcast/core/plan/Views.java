package io.hindcast.core.plan;

import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import java.util.List;

/** Views of the database {@code shop}. */
final class Views {
  private Views() {}

  /** A view that fires on inserts into one table and writes into another. */
  static View materialized(String name, String from, String into, String select) {
    return new View(
        table(name), View.Kind.MATERIALIZED, List.of(table(from)), table(into), select, "d1");
  }

  static TableName table(String name) {
    return new TableName("shop", name);
  }
}
