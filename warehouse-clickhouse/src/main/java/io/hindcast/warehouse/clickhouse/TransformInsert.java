package io.hindcast.warehouse.clickhouse;

import io.hindcast.warehouse.AttemptOrder;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that fills a staging table. */
final class TransformInsert {
  private TransformInsert() {}

  /**
   * The statement with its settings.
   *
   * @param guards one for each column of the order, in its order
   */
  static Command of(AttemptOrder order, List<ColumnGuard> guards) {
    String before =
        "INSERT INTO %s (%s) SELECT %s FROM ("
            .formatted(
                SqlName.of(order.staging()),
                SqlName.list(order.columns()),
                guards.stream().map(ColumnGuard::expression).collect(Collectors.joining(", ")));
    return rows(order, before, "")
        .withAll(InsertSettings.of(order.settings()))
        .with("max_partitions_per_insert_block", Integer.toString(order.partitionsMax()))
        // Two equal blocks of one transform are both meant.
        .with("insert_deduplicate", "0");
  }

  /**
   * A statement of ours about the rows that the order takes.
   *
   * @param before up to and including the parenthesis before the transform
   * @param after what follows the order's own conditions
   */
  static Command rows(AttemptOrder order, String before, String after) {
    RowFilterSql filter = RowFilterSql.of(order.filter());
    return filter.bind(
        UserSql.within(before, order.sql(), ")" + filter.where() + after, order.binding()));
  }
}
