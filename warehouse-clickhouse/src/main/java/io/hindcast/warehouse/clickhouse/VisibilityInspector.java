package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.plan.Visibility;
import io.hindcast.core.plan.Visibility.Mask;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.RangeBinding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Finds why rows are not seen, are counted though they are deleted, or will vanish. */
final class VisibilityInspector {
  /** Parts of lightweight updates name the partition that they are for after a hash. */
  private static final String MASKS =
      """
      SELECT database, table,
        if(startsWith(partition_id, 'patch-'),
          extract(partition_id, '^patch-[^-]*-(.*)$'), partition_id) AS id,
        countIf(startsWith(partition_id, 'patch-')) AS patches,
        sumIf(rows, has_lightweight_delete) AS masked
      FROM system.parts
      WHERE active AND database IN %1$s AND table IN %2$s
      GROUP BY database, table, id
      HAVING patches > 0 OR masked > 0
      ORDER BY database, table, id
      """;

  private final JdbcSession session;
  private final PolicyInspector policies;
  private final TtlInspector ttls;

  VisibilityInspector(JdbcSession session, ColumnReader columns) {
    this.session = session;
    this.policies = new PolicyInspector(session);
    this.ttls = new TtlInspector(session, columns);
  }

  Visibility of(Collection<TableName> tables, String sql, RangeBinding binding) {
    return new Visibility(
        policies.of(tables, sql, binding),
        tables.isEmpty() ? List.of() : masks(tables),
        tables.stream().flatMap(table -> ttls.of(table, binding.range()).stream()).toList());
  }

  private List<Mask> masks(Collection<TableName> tables) {
    return session
        .query(
            "Looking for updates and deletes that are not applied, of " + tables,
            TableFilter.bind(MASKS, tables),
            this::mask)
        .stream()
        .filter(mask -> tables.contains(mask.table()))
        .toList();
  }

  private Mask mask(ResultSet row) throws SQLException {
    return new Mask(
        session.table(row, "database", "table"),
        row.getString("id"),
        row.getLong("patches"),
        row.getLong("masked"));
  }
}
