package io.hindcast.core.plan;

import io.hindcast.core.table.TableName;
import io.hindcast.core.view.Dependent;
import io.hindcast.core.view.ViewGraph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is beside a target.
 *
 * @param views all views of the warehouse
 * @param tables the target, and every table that inserts into it reach over views
 */
public record Surroundings(ViewGraph views, Map<TableName, Beside> tables) {
  /** Nothing at all. */
  public static final Surroundings NONE = new Surroundings(ViewGraph.NONE, Map.of());

  /** Copies the tables. */
  public Surroundings {
    tables = Map.copyOf(tables);
  }

  /** The views beside the table. */
  public List<Dependent> around(TableName target) {
    return views.around(target);
  }

  Optional<Beside> find(TableName table) {
    return Optional.ofNullable(tables.get(table));
  }

  /**
   * A table as rebuilding it needs to know it.
   *
   * @param sortingKey as the server prints it
   * @param expires whether rows vanish from it by themselves
   */
  public record Beside(TargetTable table, String sortingKey, boolean expires) {}
}
