package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Moves partitions between tables with many clauses per ALTER. Each clause is atomic, the ALTER is
 * not; all of them can be repeated.
 */
final class PartitionChange {
  /** 1,000 clauses take half a second; fewer keep the statement far below its length limit. */
  private static final int CLAUSES_MAX = 250;

  private final JdbcSession session;

  PartitionChange(JdbcSession session) {
    this.session = session;
  }

  /** One partition command; its SQL takes the partition as {@code PARTITION ID %s}. */
  record Clause(String sql, String partitionId) {
    static Clause replace(String partitionId, TableName from) {
      return new Clause("REPLACE PARTITION ID %s FROM " + escaped(from), partitionId);
    }

    static Clause attach(String partitionId, TableName from) {
      return new Clause("ATTACH PARTITION ID %s FROM " + escaped(from), partitionId);
    }

    static Clause drop(String partitionId) {
      return new Clause("DROP PARTITION ID %s", partitionId);
    }

    static Clause move(String partitionId, TableName into) {
      return new Clause("MOVE PARTITION ID %s TO TABLE " + escaped(into), partitionId);
    }

    private static String escaped(TableName table) {
      return SqlName.of(table).replace("%", "%%");
    }
  }

  void apply(String doing, TableName table, List<Clause> clauses) {
    for (int i = 0; i < clauses.size(); i += CLAUSES_MAX) {
      List<Clause> piece = clauses.subList(i, Math.min(clauses.size(), i + CLAUSES_MAX));
      session.execute(doing, command(table, piece));
    }
  }

  private static Command command(TableName table, List<Clause> clauses) {
    String sql =
        IntStream.range(0, clauses.size())
            .mapToObj(i -> clauses.get(i).sql().formatted("{p%d:String}".formatted(i)))
            .collect(Collectors.joining(", ", "ALTER TABLE %s ".formatted(SqlName.of(table)), ""));
    Command command = Command.of(sql).with("max_partition_size_to_drop", "0");
    for (int i = 0; i < clauses.size(); i++) {
      command = command.bind("p" + i, clauses.get(i).partitionId());
    }
    return command;
  }
}
