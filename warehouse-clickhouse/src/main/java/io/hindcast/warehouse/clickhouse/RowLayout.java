package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.RowDifference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of compared rows, key first.
 *
 * @param key the key's columns
 * @param others the rest
 */
record RowLayout(List<ColumnDescription> key, List<ColumnDescription> others) {

  static RowLayout of(TableName table, List<ColumnDescription> columns, List<String> key) {
    List<ColumnDescription> keyColumns =
        key.stream().map(name -> find(table, columns, name)).toList();
    return new RowLayout(
        keyColumns, columns.stream().filter(column -> !keyColumns.contains(column)).toList());
  }

  List<ColumnDescription> all() {
    return Stream.concat(key.stream(), others.stream()).toList();
  }

  /** Of the two sides at least one is there. */
  RowDifference difference(@Nullable List<String> before, @Nullable List<String> after) {
    List<String> either = before == null ? after : before;
    if (either == null) {
      throw new IllegalArgumentException("A difference has no side");
    }
    return new RowDifference(keyOf(either), othersOf(before), othersOf(after));
  }

  private Map<String, String> keyOf(List<String> texts) {
    return named(key, texts);
  }

  private Optional<Map<String, String>> othersOf(@Nullable List<String> texts) {
    return texts == null
        ? Optional.empty()
        : Optional.of(named(others, texts.subList(key.size(), texts.size())));
  }

  private static Map<String, String> named(List<ColumnDescription> columns, List<String> texts) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      named.put(columns.get(i).name(), texts.get(i));
    }
    return named;
  }

  private static ColumnDescription find(
      TableName table, List<ColumnDescription> columns, String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new HindcastException(
                ErrorCode.SCHEMA_INCOMPATIBLE,
                "%s has no stored column '%s' to match rows by".formatted(table, name)));
  }
}
