package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.time.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a target's partition key cuts time.
 *
 * @param unit the calendar step
 * @param axis the key's time column
 * @param zone where its days begin: the column's own zone, the server's for a DateTime without one,
 *     the spec's for dates
 * @param idFormat how the warehouse prints a partition's id
 */
public record PartitionScheme(
    PartitionUnit unit, TimeAxis axis, ZoneId zone, PartitionIdFormat idFormat) {
  /** Most partitions that one backfill may touch. */
  public static final int PARTITIONS_MAX = 1_000_000;

  private static final String IDENTIFIER = "(\\w+|`(?:[^`\\\\]|\\\\.)+`)";
  private static final Pattern CALL =
      Pattern.compile("(\\w+)\\(\\s*" + IDENTIFIER + "\\s*(?:,\\s*(\\d+)\\s*)?\\)");
  private static final Pattern BARE = Pattern.compile(IDENTIFIER);

  /** The functions that {@link #parse} knows. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "toYYYYMM",
          "toYYYYMMDD",
          "toDate",
          "toYear",
          "toMonday",
          "toStartOfHour",
          "toStartOfDay",
          "toStartOfWeek",
          "toStartOfMonth",
          "toStartOfQuarter",
          "toStartOfYear");

  private static final Pattern ZONE = Pattern.compile("'([^']+)'");

  /**
   * Reads a partition key as the server prints it.
   *
   * @param key such as {@code toYYYYMM(date)}; empty for an unpartitioned table
   * @param columnTypes the table's columns
   * @param specZone where the spec's days begin
   * @param serverZone where the server's days begin
   * @throws HindcastException PARTITIONING_UNSUPPORTED with what is supported
   */
  public static PartitionScheme parse(
      String key, Map<String, String> columnTypes, ZoneId specZone, ZoneId serverZone) {
    String text = key.strip();
    Matcher call = CALL.matcher(text);
    boolean isCall = call.matches();
    if (!isCall && !BARE.matcher(text).matches()) {
      throw unsupported(key, "it is not one function of one time column");
    }
    String column = unquote(isCall ? call.group(2) : text);
    String type = columnTypes.get(column);
    if (type == null) {
      throw unsupported(key, "the table has no column '%s'".formatted(column));
    }
    boolean dateTime = type.startsWith("DateTime");
    boolean date = type.startsWith("Date") && !dateTime;
    if (!date && !dateTime) {
      throw unsupported(key, "column '%s' is %s, not a plain date or time".formatted(column, type));
    }
    ZoneId zone = date ? specZone : zoneOf(type, serverZone);
    TimeAxis axis = TimeAxis.of(column, type, specZone);
    String function =
        isCall ? call.group(1) + (call.group(3) == null ? "" : "," + call.group(3)) : "";
    return switch (function) {
      case "toYYYYMM" ->
          new PartitionScheme(PartitionUnit.MONTH, axis, zone, PartitionIdFormat.YEAR_MONTH);
      case "toYYYYMMDD" -> daily(axis, zone);
      case "toDate" -> daily(axis, zone);
      case "toYear" -> new PartitionScheme(PartitionUnit.YEAR, axis, zone, PartitionIdFormat.YEAR);
      case "toStartOfMonth" -> dated(PartitionUnit.MONTH, axis, zone);
      case "toStartOfQuarter" -> dated(PartitionUnit.QUARTER, axis, zone);
      case "toStartOfYear" -> dated(PartitionUnit.YEAR, axis, zone);
      case "toMonday", "toStartOfWeek,1" -> dated(PartitionUnit.WEEK_FROM_MONDAY, axis, zone);
      case "toStartOfWeek", "toStartOfWeek,0" -> dated(PartitionUnit.WEEK_FROM_SUNDAY, axis, zone);
      case "toStartOfDay" -> timed(PartitionUnit.DAY, axis, zone);
      case "toStartOfHour" -> timed(PartitionUnit.HOUR, axis, zone);
      case "" -> {
        if (!date) {
          throw unsupported(key, "every distinct time is a partition of its own");
        }
        yield bareDate(axis, zone);
      }
      default -> throw unsupported(key, "%s is not known".formatted(call.group(1)));
    };
  }

  /** Whether {@link #parse} knows the expression, but for its details. */
  static boolean understands(String expression, Map<String, String> columnTypes) {
    Matcher call = CALL.matcher(expression.strip());
    if (call.matches()) {
      return FUNCTIONS.contains(call.group(1)) && isTime(call.group(2), columnTypes);
    }
    return BARE.matcher(expression.strip()).matches()
        && columnTypes.getOrDefault(unquote(expression.strip()), "").startsWith("Date")
        && !columnTypes.getOrDefault(unquote(expression.strip()), "").startsWith("DateTime");
  }

  /** The key's time column. */
  public String column() {
    return axis.column();
  }

  /** What the key's expression has for a partition, as a text that the warehouse can read. */
  String literal(TargetPartition partition) {
    return idFormat.literal(partition.range().from().atZone(zone));
  }

  private static boolean isTime(String identifier, Map<String, String> columnTypes) {
    return columnTypes.getOrDefault(unquote(identifier), "").startsWith("Date");
  }

  /**
   * The partitions whose rows lie in the range, oldest first, whether or not they exist yet.
   *
   * @throws HindcastException RANGE_INVALID when an end cuts through a partition, PLAN_TOO_LARGE
   *     beyond {@link #PARTITIONS_MAX}
   */
  public List<TargetPartition> covering(TimeRange range) {
    requireBoundary("from", range.from());
    requireBoundary("to", range.to());
    List<TargetPartition> partitions = new ArrayList<>();
    ZonedDateTime start = range.from().atZone(zone);
    while (start.toInstant().isBefore(range.to())) {
      if (partitions.size() == PARTITIONS_MAX) {
        throw new HindcastException(
            ErrorCode.PLAN_TOO_LARGE,
            "The range %s covers more than %,d partitions; split it into several backfills"
                .formatted(range, PARTITIONS_MAX));
      }
      ZonedDateTime end = unit.next(start);
      partitions.add(
          new TargetPartition(
              idFormat.print(start), new TimeRange(start.toInstant(), end.toInstant())));
      start = end;
    }
    return List.copyOf(partitions);
  }

  private void requireBoundary(String name, Instant instant) {
    ZonedDateTime at = instant.atZone(zone);
    ZonedDateTime floor = unit.floor(at);
    if (!floor.isEqual(at)) {
      throw new HindcastException(
          ErrorCode.RANGE_INVALID,
          ("range.%s %s cuts through a partition of the target, whose rows outside the range would"
                  + " be lost; the partition's boundaries are %s and %s (zone %s)")
              .formatted(
                  name, instant, floor.toInstant(), unit.next(floor).toInstant(), zone.getId()));
    }
  }

  private static PartitionScheme daily(TimeAxis axis, ZoneId zone) {
    return dated(PartitionUnit.DAY, axis, zone);
  }

  private static PartitionScheme bareDate(TimeAxis axis, ZoneId zone) {
    return axis.type().equals("Date32")
        ? new PartitionScheme(PartitionUnit.DAY, axis, zone, PartitionIdFormat.EPOCH_DAYS)
        : daily(axis, zone);
  }

  private static PartitionScheme dated(PartitionUnit unit, TimeAxis axis, ZoneId zone) {
    return new PartitionScheme(unit, axis, zone, PartitionIdFormat.YEAR_MONTH_DAY);
  }

  private static PartitionScheme timed(PartitionUnit unit, TimeAxis axis, ZoneId zone) {
    return new PartitionScheme(unit, axis, zone, PartitionIdFormat.EPOCH_SECONDS);
  }

  private static ZoneId zoneOf(String type, ZoneId serverZone) {
    Matcher zone = ZONE.matcher(type);
    if (!zone.find()) {
      return serverZone;
    }
    try {
      return ZoneId.of(zone.group(1));
    } catch (DateTimeException e) {
      throw new HindcastException(
          ErrorCode.PARTITIONING_UNSUPPORTED,
          "The time zone of column type %s is not known here".formatted(type),
          e);
    }
  }

  private static String unquote(String identifier) {
    return identifier.startsWith("`")
        ? identifier.substring(1, identifier.length() - 1).replaceAll("\\\\(.)", "$1")
        : identifier;
  }

  private static HindcastException unsupported(String key, String why) {
    return new HindcastException(
        ErrorCode.PARTITIONING_UNSUPPORTED,
        ("The target's partition key '%s' cannot be planned: %s. Supported are a Date column, or"
                + " toYYYYMM, toYYYYMMDD, toDate, toYear, toMonday and"
                + " toStartOf{Hour,Day,Week,Month,Quarter,Year} of one date or time column")
            .formatted(key.isEmpty() ? "tuple()" : key, why));
  }
}
