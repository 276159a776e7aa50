package io.hindcast.validator.measure;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.TableInspector;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whether rows with the same key are always in the same partition. */
final class KeyScope {
  private final TableInspector inspector;

  KeyScope(TableInspector inspector) {
    this.inspector = inspector;
  }

  /** Whether the key has all columns that the partition depends on. */
  boolean isPartition(TableName table, Collection<String> key) {
    TableDescription description =
        inspector
            .describe(table)
            .orElseThrow(() ->
                new HindcastException(
                    ErrorCode.TABLE_UNKNOWN, "The table %s is gone".formatted(table)));
    return key.containsAll(partitionColumns(description));
  }

  private static Set<String> partitionColumns(TableDescription description) {
    SqlText expression = SqlText.of(description.partitionKey());
    Set<String> words =
        expression.tokens().stream()
            .map(token -> unquoted(expression.textOf(token)))
            .collect(Collectors.toSet());
    return description.columns().stream()
        .map(ColumnDescription::name)
        .filter(words::contains)
        .collect(Collectors.toSet());
  }

  private static String unquoted(String word) {
    boolean quoted = word.length() > 2 && (word.startsWith("`") || word.startsWith("\""));
    return quoted ? word.substring(1, word.length() - 1) : word;
  }
}
