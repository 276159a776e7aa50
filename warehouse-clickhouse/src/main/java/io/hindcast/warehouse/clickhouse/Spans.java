package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.time.TimeRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time that a part covers, from what {@code system.parts} keeps of it.
 *
 * <p>That is known only for the types Date, DateTime and DateTime64, and only one column of the
 * partition key is looked at; which one cannot be told, so a key with several gives no span.
 * DateTime64 is cut to 32 bits of seconds there: 1950 shows as 2086. Such a span is believed only
 * where the partition's own text names its year.
 */
final class Spans {
  /** What {@link #of} reads, of a row of {@code system.parts} for a {@link TableFilter}. */
  static final String OF_PART =
      """
      partition AS span_partition,
      toUnixTimestamp(min_time) AS span_min_time, toUnixTimestamp(max_time) AS span_max_time,
      toString(min_date) AS span_min_date, toString(max_date) AS span_max_date,
      arrayMap(key -> key.3, arrayFilter(key -> key.1 = database AND key.2 = table, (
        SELECT groupArray((database, table, type)) FROM system.columns
        WHERE is_in_partition_key AND database IN %1$s AND table IN %2$s
      ))) AS span_key_types
      """;

  /** The same of several rows of one table together. */
  static final String OF_GROUP =
      """
      any(partition) AS span_partition,
      toUnixTimestamp(min(min_time)) AS span_min_time,
      toUnixTimestamp(max(max_time)) AS span_max_time,
      toString(min(min_date)) AS span_min_date, toString(max(max_date)) AS span_max_date,
      (
        SELECT groupArray(type) FROM system.columns
        WHERE is_in_partition_key AND database = {database:String} AND table = {table:String}
      ) AS span_key_types
      """;

  private static final Pattern KNOWN = Pattern.compile("(Date|DateTime|DateTime64)(\\(.*)?");
  private static final Pattern ANY = Pattern.compile(".*\\bDate.*");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)\\d{4}");

  private Spans() {}

  /**
   * @param calendar where the days of a Date begin
   */
  static @Nullable TimeRange of(ResultSet row, ZoneId calendar) throws SQLException {
    List<String> times =
        Arrays.stream((Object[]) row.getArray("span_key_types").getArray())
            .map(String::valueOf)
            .filter(Spans::isTime)
            .toList();
    if (times.size() != 1 || !KNOWN.matcher(times.getFirst()).matches()) {
      return null;
    }
    if (times.getFirst().equals("Date")) {
      return days(
          LocalDate.parse(row.getString("span_min_date")),
          LocalDate.parse(row.getString("span_max_date")),
          calendar);
    }
    TimeRange span = seconds(row.getLong("span_min_time"), row.getLong("span_max_time"));
    boolean narrow = times.getFirst().startsWith("DateTime64");
    return narrow && !namesYear(row.getString("span_partition"), span) ? null : span;
  }

  /**
   * The column of a partition key that spans are of; empty where there is none.
   *
   * @param key names and types of the key's columns
   */
  static String column(List<Map.Entry<String, String>> key) {
    List<Map.Entry<String, String>> times =
        key.stream().filter(column -> isTime(column.getValue())).toList();
    return times.size() == 1 && KNOWN.matcher(times.getFirst().getValue()).matches()
        ? times.getFirst().getKey()
        : "";
  }

  private static boolean isTime(String type) {
    return ANY.matcher(type).matches();
  }

  private static @Nullable TimeRange days(LocalDate first, LocalDate last, ZoneId calendar) {
    return last.isBefore(first)
        ? null
        : new TimeRange(
            first.atStartOfDay(calendar).toInstant(),
            last.plusDays(1).atStartOfDay(calendar).toInstant());
  }

  private static @Nullable TimeRange seconds(long first, long last) {
    return last < first
        ? null
        : new TimeRange(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last + 1));
  }

  /** The zone of the key's expression is unknown: a neighbouring year is as good. */
  private static boolean namesYear(String partition, @Nullable TimeRange span) {
    if (span == null) {
      return false;
    }
    int year = Year.from(span.from().atZone(ZoneOffset.UTC)).getValue();
    Matcher years = YEAR.matcher(partition);
    while (years.find()) {
      if (Math.abs(Integer.parseInt(years.group()) - year) <= 1) {
        return true;
      }
    }
    return false;
  }
}
