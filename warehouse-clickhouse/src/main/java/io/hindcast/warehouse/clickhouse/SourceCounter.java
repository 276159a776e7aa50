package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.plan.SourceTable.Slice;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.ColumnDescription;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts rows of sources by their times. */
final class SourceCounter {
  /** A statement's text is at most 256 KiB long. */
  private static final int CELLS_MAX = 2_000;

  private static final int SLICES_MAX = 20_000;
  private static final List<Duration> WIDTHS =
      List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(31));

  /** Aliases hide columns of the same name, so these are names that no table has. */
  private static final String CELLS =
      """
      SELECT %s AS hindcast_cell, count() AS hindcast_rows, sum(%s) AS hindcast_checksum
      FROM %s
      WHERE %s
      GROUP BY hindcast_cell
      """;

  private static final String SLICES =
      """
      SELECT min(%1$s) AS hindcast_min, max(%1$s) AS hindcast_max, count() AS hindcast_rows
      FROM %2$s
      WHERE %3$s
      GROUP BY intDiv(%1$s, %4$s)
      """;

  private final JdbcSession session;
  private final ColumnReader columns;

  SourceCounter(JdbcSession session, ColumnReader columns) {
    this.session = session;
    this.columns = columns;
  }

  /** None where a column is not there any more. */
  List<Cell> cells(Count count, List<TimeRange> ranges, ZoneId calendar) {
    List<ColumnDescription> stored = columns.stored(count.table());
    List<ColumnDescription> hashed =
        count.columns().isEmpty()
            ? stored
            : stored.stream().filter(column -> count.columns().contains(column.name())).toList();
    boolean complete = count.columns().isEmpty() || hashed.size() == count.columns().size();
    if (!complete || ranges.isEmpty()) {
      return List.of();
    }
    if (count.timeColumn().isEmpty()) {
      return List.of(
          read(count, hashed, "toInt64(0)", "true")
              .getOrDefault(0L, new Cell(SourceTally.ALWAYS, 0, 0)));
    }
    if (stored.stream().noneMatch(column -> column.name().equals(count.timeColumn()))) {
      return List.of();
    }
    TimeSql time = TimeSql.of(count, stored, calendar);
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i += CELLS_MAX) {
      List<TimeRange> some = ranges.subList(i, Math.min(i + CELLS_MAX, ranges.size()));
      Map<Long, Cell> found = read(count, hashed, time.cell(some), time.within(some));
      for (TimeRange range : some) {
        Cell cell = found.get(time.number(range.from()));
        cells.add(
            cell == null ? new Cell(range, 0, 0) : new Cell(range, cell.rows(), cell.checksum()));
      }
    }
    return cells;
  }

  private Map<Long, Cell> read(
      Count count, List<ColumnDescription> hashed, String cell, String within) {
    Map<Long, Cell> found = new HashMap<>();
    session
        .query(
            "Counting the rows of " + count.table(),
            Command.of(
                CELLS, cell, RowHash.bits64(hashed), from(count.table(), count.merged()), within),
            row ->
                Map.entry(
                    row.getLong("hindcast_cell"),
                    new Cell(
                        SourceTally.ALWAYS,
                        row.getLong("hindcast_rows"),
                        new BigInteger(row.getString("hindcast_checksum")).longValue())))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private static String from(TableName table, boolean merged) {
    return SqlName.of(table) + (merged ? " FINAL" : "");
  }

  /** Where the rows of a range are; without columns of the checksum. */
  List<Slice> slices(Count count, TimeRange range, ZoneId calendar) {
    TimeSql time = TimeSql.of(count, columns.stored(count.table()), calendar);
    Duration width =
        WIDTHS.stream()
            .filter(each -> range.length().dividedBy(each) <= SLICES_MAX)
            .findFirst()
            .orElse(Duration.ofDays(366));
    return session.query(
        "Counting the rows of " + count.table(),
        Command.of(
            SLICES,
            time.number(),
            SqlName.of(count.table()),
            time.within(List.of(range)),
            Long.toString(time.width(width))),
        row ->
            new Slice(
                time.span(row.getLong("hindcast_min"), row.getLong("hindcast_max")),
                row.getLong("hindcast_rows")));
  }

  /** How a column's values are compared with instants. */
  private record TimeSql(TimeColumn column, long ticks, ZoneId calendar) {
    private static final long MICROS = 1_000_000;

    static TimeSql of(Count count, Collection<ColumnDescription> stored, ZoneId calendar) {
      TimeColumn column =
          stored.stream()
              .filter(each -> each.name().equals(count.timeColumn()))
              .findFirst()
              .flatMap(
                  each -> TimeColumn.of(each.name(), each.type(), ZoneOffset.UTC, calendar, false))
              .filter(each -> !each.isNumber() || count.ticks() > 0)
              .orElseThrow(() ->
                  new HindcastException(
                      ErrorCode.SPEC_INVALID,
                      "The column %s of %s does not tell when its rows are; name a column of a time type in source.changes.column"
                          .formatted(count.timeColumn(), count.table())));
      return new TimeSql(column, count.ticks(), calendar);
    }

    /** The column's values as whole numbers that are in the order of the times. */
    String number() {
      String name = SqlName.of(column.name());
      String value = column.isWide() ? "toUnixTimestamp64Micro(%s)".formatted(name) : name;
      return "toInt64(assumeNotNull(%s))".formatted(value);
    }

    /** The number of the first value that is not before the instant. */
    long number(Instant instant) {
      if (column.isDay()) {
        return instant.atZone(calendar).toLocalDate().toEpochDay();
      }
      long units = column.isWide() ? MICROS : column.isNumber() ? ticks : 1;
      return BigDecimal.valueOf(instant.getEpochSecond())
          .add(BigDecimal.valueOf(instant.getNano(), 9))
          .multiply(BigDecimal.valueOf(units))
          .setScale(0, RoundingMode.CEILING)
          .longValue();
    }

    long width(Duration width) {
      long units = column.isWide() ? MICROS : column.isNumber() ? ticks : 1;
      return column.isDay() ? Math.max(1, width.toDays()) : width.toSeconds() * units;
    }

    TimeRange span(long min, long max) {
      if (column.isDay()) {
        return new TimeRange(
            LocalDate.ofEpochDay(min).atStartOfDay(calendar).toInstant(),
            LocalDate.ofEpochDay(max + 1).atStartOfDay(calendar).toInstant());
      }
      long units = column.isWide() ? MICROS : column.isNumber() ? ticks : 1;
      return new TimeRange(
          Instant.ofEpochSecond(Math.floorDiv(min, units)),
          Instant.ofEpochSecond(Math.floorDiv(max, units) + 1));
    }

    String cell(List<TimeRange> ranges) {
      return "roundDown(%s, [%s])"
          .formatted(
              number(),
              ranges.stream()
                  .map(range -> "toInt64(%d)".formatted(number(range.from())))
                  .collect(Collectors.joining(", ")));
    }

    /** Adjoining ranges are one condition. */
    String within(List<TimeRange> ranges) {
      List<TimeRange> joined = new ArrayList<>();
      for (TimeRange range : ranges) {
        if (!joined.isEmpty() && joined.getLast().to().equals(range.from())) {
          joined.set(joined.size() - 1, joined.getLast().span(range));
        } else {
          joined.add(range);
        }
      }
      String name = SqlName.of(column.name());
      return joined.stream()
          .map(range ->
              "(%1$s >= %2$s AND %1$s < %3$s)"
                  .formatted(name, literal(range.from()), literal(range.to())))
          .collect(Collectors.joining(" OR "));
    }

    private String literal(Instant instant) {
      long number = number(instant);
      if (column.isDay()) {
        return "%s(%d)"
            .formatted(column.type().startsWith("Date32") ? "toDate32" : "toDate", number);
      }
      if (column.isWide()) {
        return "fromUnixTimestamp64Micro(toInt64(%d), 'UTC')".formatted(number);
      }
      return column.isTime()
          ? "toDateTime(toInt64(%d), 'UTC')".formatted(number)
          : "%d".formatted(number);
    }
  }
}
