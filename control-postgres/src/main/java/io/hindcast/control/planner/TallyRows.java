package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.fence.Way;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Rows of the tables task_tally and publication_tally. */
final class TallyRows {
  private TallyRows() {}

  static SourceTally tally(Row row) {
    return new SourceTally(
        Way.valueOf(row.string("way")),
        new Count(
            TableName.in(row.string("source_database"), row.string("source_table")),
            row.string("time_column"),
            row.number("ticks"),
            row.strings("columns"),
            row.flag("merged")),
        row.string("parts"),
        row.strings("cells").stream().map(TallyRows::cell).toList());
  }

  /** In the order of the table's columns, from the source on. */
  static List<Object> values(SourceTally tally) {
    Count count = tally.count();
    return List.of(
        count.table().place(),
        count.table().table(),
        tally.way().name(),
        count.timeColumn(),
        count.ticks(),
        count.columns(),
        count.merged(),
        tally.parts(),
        tally.cells().stream().map(TallyRows::text).toList());
  }

  private static String text(Cell cell) {
    return "%d:%d:%d:%d"
        .formatted(
            micros(cell.range().from()), micros(cell.range().to()), cell.rows(), cell.checksum());
  }

  private static Cell cell(String text) {
    String[] numbers = text.split(":", -1);
    return new Cell(
        new TimeRange(instant(numbers[0]), instant(numbers[1])),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(String micros) {
    return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
  }
}
