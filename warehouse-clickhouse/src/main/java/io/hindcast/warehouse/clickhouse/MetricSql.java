package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.Metric;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes metrics over one table as aggregate expressions. */
final class MetricSql {
  private final TableName table;
  private final Map<String, ColumnDescription> columns;

  MetricSql(TableName table, Collection<ColumnDescription> columns) {
    this.table = table;
    this.columns =
        columns.stream().collect(Collectors.toMap(ColumnDescription::name, Function.identity()));
  }

  /** An expression of type Nullable(Float64). */
  String of(Metric metric) {
    String expression =
        switch (metric) {
          case Metric.Rows() -> "count()";
          // In a tuple NULL counts as a value; as an argument it would leave the row out.
          case Metric.DuplicateKeys(List<String> keys) ->
              "count() - uniqExact(tuple(%s))".formatted(names(keys));
          case Metric.Nulls(String column) -> "countIf(%s)".formatted(isMissing(column));
          case Metric.Min(String column) ->
              "minOrNullIf(%s, NOT %s)".formatted(name(column), isMissing(column));
          case Metric.Max(String column) ->
              "maxOrNullIf(%s, NOT %s)".formatted(name(column), isMissing(column));
        };
    return "CAST(%s AS Nullable(Float64))".formatted(expression);
  }

  private String isMissing(String column) {
    String name = name(column);
    return known(column).type().contains("Float")
        ? "ifNull(isNaN(%s), 1)".formatted(name)
        : "isNull(%s)".formatted(name);
  }

  private String names(List<String> names) {
    return names.stream().map(this::name).collect(Collectors.joining(", "));
  }

  private String name(String column) {
    return SqlName.of(known(column).name());
  }

  private ColumnDescription known(String column) {
    ColumnDescription known = columns.get(column);
    if (known == null) {
      throw new HindcastException(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          "%s has no column '%s'; it has %s".formatted(table, column, columns.keySet()));
    }
    return known;
  }
}
