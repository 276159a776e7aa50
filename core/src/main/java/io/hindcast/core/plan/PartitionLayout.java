package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.time.TimeRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A target's partition key: at most one step of time, and any number of buckets and values.
 *
 * @param dimensions in the key's order, at least one
 */
public record PartitionLayout(List<KeyDimension> dimensions) {
  /** Stands for the one slice of a table that is not partitioned by time. */
  private static final String ALWAYS = "";

  /** Copies the dimensions. */
  public PartitionLayout {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * Reads a partition key as the server prints it.
   *
   * @param key such as {@code (toYYYYMM(day), tenant % 16)}; empty for an unpartitioned table
   * @param columnTypes the table's columns
   * @param specZone where the spec's days begin
   * @param serverZone where the server's days begin
   * @throws HindcastException PARTITIONING_UNSUPPORTED with the reason
   */
  public static PartitionLayout parse(
      String key, Map<String, String> columnTypes, ZoneId specZone, ZoneId serverZone) {
    return parse(key, new TimeReader(columnTypes, Map.of(), specZone, serverZone, true));
  }

  /** Reads it with what is known of the table. */
  static PartitionLayout parse(String key, TimeReader reader) {
    List<String> elements = elements(key);
    PartitionLayout layout = read(elements, reader.withIntegers(false));
    if (reader.integers() && layout.time().isEmpty()) {
      // Where a date tells the time, a number that is divided is no time, too.
      layout = read(elements, reader);
    }
    layout.requirePlannable(key, reader.columnTypes());
    return layout;
  }

  private static PartitionLayout read(List<String> elements, TimeReader reader) {
    return new PartitionLayout(
        elements.stream()
            .map(element ->
                reader
                    .read(element)
                    .<KeyDimension>map(reading ->
                        new KeyDimension.Time(
                            element, PartitionScheme.of(reading), reading.sql(), reading.rounds()))
                    .orElseGet(() -> KeyDimensionReader.read(element, reader.columnTypes())))
            .toList());
  }

  /** The dimension of time, if there is one. */
  public Optional<KeyDimension.Time> timeDimension() {
    return dimensions.stream()
        .filter(KeyDimension.Time.class::isInstance)
        .map(KeyDimension.Time.class::cast)
        .findFirst();
  }

  /** How it cuts time, if it does. */
  public Optional<PartitionScheme> time() {
    return timeDimension().map(KeyDimension.Time::scheme);
  }

  /** Whether there is nothing but a step of time. */
  public boolean isTimeAlone() {
    return dimensions.size() == 1 && time().isPresent();
  }

  /** The dimensions that are no step of time, in the key's order. */
  public List<KeyDimension> keys() {
    return dimensions.stream()
        .filter(dimension -> !(dimension instanceof KeyDimension.Time))
        .toList();
  }

  /** The expressions of all dimensions. */
  public List<String> expressions() {
    return dimensions.stream().map(KeyDimension::expression).toList();
  }

  /**
   * The range's slices of time, oldest first; the range itself where partitions hold all times. The
   * id of a slice is the partition's where there is nothing but time.
   *
   * @throws HindcastException RANGE_INVALID or PLAN_TOO_LARGE, as {@link PartitionScheme#covering}
   */
  public List<TargetPartition> slices(TimeRange range) {
    return time()
        .map(scheme -> scheme.covering(range))
        .orElseGet(() -> List.of(new TargetPartition(ALWAYS, range)));
  }

  /** A partition's values in the key's order, put together from its slice and its other values. */
  List<String> values(TargetPartition slice, List<String> keys) {
    List<String> values = new ArrayList<>();
    int next = 0;
    for (KeyDimension dimension : dimensions) {
      values.add(dimension instanceof KeyDimension.Time ? slice.value() : keys.get(next++));
    }
    return List.copyOf(values);
  }

  /** The text that {@link #values} has for the time; empty where there is no such dimension. */
  String time(List<String> values) {
    for (int i = 0; i < dimensions.size(); i++) {
      if (dimensions.get(i) instanceof KeyDimension.Time) {
        return values.get(i);
      }
    }
    return ALWAYS;
  }

  /** What {@link #values} has beside the time. */
  List<String> keys(List<String> values) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      if (!(dimensions.get(i) instanceof KeyDimension.Time)) {
        keys.add(values.get(i));
      }
    }
    return List.copyOf(keys);
  }

  private static List<String> elements(String key) {
    try {
      List<String> elements = SqlText.of(key).elements();
      if (elements.isEmpty() || key.strip().equals("tuple()")) {
        throw unsupported(
            "tuple()",
            "the table is not partitioned, so that there is nothing smaller than all of it to"
                + " recompute; create a table with PARTITION BY and copy the rows into it");
      }
      return elements;
    } catch (SqlSyntaxException e) {
      throw unsupported(key, "it cannot be read: " + e.problem());
    }
  }

  private void requirePlannable(String key, Map<String, String> columnTypes) {
    long times = dimensions.stream().filter(KeyDimension.Time.class::isInstance).count();
    if (times > 1) {
      throw unsupported(key, "it has several steps of time, and the range is of one");
    }
    for (KeyDimension dimension : keys()) {
      requireTold(key, dimension, columnTypes);
      boolean ofTime =
          dimension.columns().stream()
              .anyMatch(column -> columnTypes.getOrDefault(column, "").contains("Date"));
      if (times == 0 && ofTime) {
        throw PartitionScheme.unsupported(
            dimension.expression(), "it is no step of time that is known here");
      }
    }
  }

  private static void requireTold(
      String key, KeyDimension dimension, Map<String, String> columnTypes) {
    if (dimension.columns().isEmpty()) {
      throw unsupported(key, "'%s' names no column of the table".formatted(dimension.expression()));
    }
    for (String column : dimension.columns()) {
      String type = columnTypes.getOrDefault(column, "");
      if (type.contains("Nullable(") || type.matches("B?Float.*")) {
        throw unsupported(
            key,
            ("column '%s' is %s; NULL, NaN and the two zeros are values that partitions cannot be"
                    + " chosen by")
                .formatted(column, type));
      }
      if (type.startsWith("DateTime") && dimension.expression().equals(column)) {
        throw unsupported(key, "every distinct time of '%s' is a partition".formatted(column));
      }
    }
  }

  private static HindcastException unsupported(String key, String why) {
    return new HindcastException(
        ErrorCode.PARTITIONING_UNSUPPORTED,
        ("The target's partition key '%s' cannot be planned: %s. Supported are one step of time,"
                + " buckets such as cityHash64(a) %% 16, other expressions over columns that are"
                + " neither Nullable nor floating-point, and tuples of them")
            .formatted(key, why));
  }
}
