package io.hindcast.warehouse.clickhouse;

import io.hindcast.warehouse.ColumnDescription;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The SQL that hashes a row. Equal rows have equal hashes in every table, whatever the order of its
 * columns, whether a text is LowCardinality, or where it was computed: NULL is a value of its own,
 * there is one NaN, and -0 equals 0.
 */
final class RowHash {
  /** Stands for NULL among column hashes; any 64 bits would do. */
  private static final String NULL_HASH = "toUInt64(8378464311593237)";

  private static final Pattern WRAPPED =
      Pattern.compile(
          "(Nullable|LowCardinality)\\((.*)\\)|SimpleAggregateFunction\\(\\w+, (.*)\\)");
  private static final Pattern FLOAT = Pattern.compile("B?Float\\d+");
  private static final Pattern TEXTUAL = Pattern.compile("(Array|Map|Tuple|Nested)\\(.*");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(U?Int\\d+|Bool|String|FixedString|Date|Date32|DateTime|DateTime64|Time|Time64|Decimal"
              + "|UUID|IPv4|IPv6|Enum8|Enum16)(\\(.*)?");

  private RowHash() {}

  /** 64 bits over the columns in the order of their names. */
  static String bits64(Collection<ColumnDescription> columns) {
    return "cityHash64(%s)".formatted(arguments(columns));
  }

  /** 128 bits over the columns in the order of their names, where equality decides about rows. */
  static String bits128(Collection<ColumnDescription> columns) {
    return "sipHash128(%s)".formatted(arguments(columns));
  }

  private static String arguments(Collection<ColumnDescription> columns) {
    return columns.stream()
        .sorted(Comparator.comparing(ColumnDescription::name))
        .map(column -> argument(SqlName.of(column.name()), column.type()))
        .collect(Collectors.joining(", "));
  }

  private static String argument(String name, String type) {
    String value = value(name, unwrap(type));
    // Hash functions answer NULL for NULL, and sum() would pass the row over.
    return type.contains("Nullable(")
        ? "ifNull(cityHash64(%s), %s)".formatted(value, NULL_HASH)
        : value;
  }

  private static String value(String name, String type) {
    if (FLOAT.matcher(type).matches()) {
      return "multiIf(isNaN(%1$s), nan, %1$s = 0, 0, %1$s)".formatted(name);
    }
    if (PLAIN.matcher(type).matches()) {
      return name;
    }
    // Hashes of nested values run into each other ([[1],[2]] and [[1,2],[]]); their texts do not.
    return TEXTUAL.matcher(type).matches()
        ? "toString(%s)".formatted(name)
        : "formatRow('RowBinary', %s)".formatted(name);
  }

  private static String unwrap(String type) {
    Matcher wrapped = WRAPPED.matcher(type);
    if (!wrapped.matches()) {
      return type;
    }
    return unwrap(wrapped.group(2) == null ? wrapped.group(3) : wrapped.group(2));
  }
}
