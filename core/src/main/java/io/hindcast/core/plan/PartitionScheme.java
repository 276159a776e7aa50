package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.sql.SqlSyntaxException;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a target's partition key cuts time.
 *
 * @param step the step of the calendar or of the clock
 * @param axis the key's time column
 * @param zone where its days begin: the one that the key names, the column's own, the server's for
 *     a time without one, the spec's for dates
 * @param idFormat how the warehouse prints a partition's id
 */
public record PartitionScheme(
    TimeStep step, TimeAxis axis, ZoneId zone, PartitionIdFormat idFormat) {
  /** Most partitions that one backfill may touch. */
  public static final int PARTITIONS_MAX = 1_000_000;

  /** What can be planned, for those whose key cannot. */
  static final String SUPPORTED =
      "Supported are a Date column; toYYYYMM, toYYYYMMDD, toDate, toYear, toMonday, toLastDayOfMonth,"
          + " toRelative{Day,Month,…}Num, toStartOf{Minute,Hour,Day,Week,Month,Quarter,Year},"
          + " toStartOfInterval, dateTrunc and formatDateTime ('%Y-%m' and the like) of a date or"
          + " time column, with or without a zone; the same of integers that count since 1970,"
          + " such as toDate(intDiv(ms, 1000)) or toYYYYMM(fromUnixTimestamp64Nano(ns)); and"
          + " intDiv(ms, 86400000)";

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
    try {
      return new TimeReader(columnTypes, Map.of(), specZone, serverZone, true)
          .read(key)
          .map(PartitionScheme::of)
          .orElseThrow(() -> unsupported(key, "it is no step of time that is known here"));
    } catch (SqlSyntaxException e) {
      throw unsupported(key, "it cannot be read: " + e.problem());
    }
  }

  /** What a reading is of. */
  static PartitionScheme of(TimeReading reading) {
    return new PartitionScheme(
        Objects.requireNonNull(reading.step()), reading.axis(), reading.zone(), reading.format());
  }

  /** The key's time column. */
  public String column() {
    return axis.column();
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
      ZonedDateTime end = step.next(start);
      partitions.add(
          new TargetPartition(
              idFormat.print(start),
              new TimeRange(start.toInstant(), end.toInstant()),
              idFormat.literal(start)));
      start = end;
    }
    return List.copyOf(partitions);
  }

  private void requireBoundary(String name, Instant instant) {
    ZonedDateTime at = instant.atZone(zone);
    ZonedDateTime floor = step.floor(at);
    if (!floor.isEqual(at)) {
      throw new HindcastException(
          ErrorCode.RANGE_INVALID,
          ("range.%s %s cuts through a partition of the target, whose rows outside the range would"
                  + " be lost; the partition's boundaries are %s and %s (zone %s)")
              .formatted(
                  name, instant, floor.toInstant(), step.next(floor).toInstant(), zone.getId()));
    }
  }

  static HindcastException unsupported(String key, String why) {
    return new HindcastException(
        ErrorCode.PARTITIONING_UNSUPPORTED,
        "The target's partition key '%s' cannot be planned: %s. %s"
            .formatted(key.isEmpty() ? "tuple()" : key, why, SUPPORTED));
  }
}
