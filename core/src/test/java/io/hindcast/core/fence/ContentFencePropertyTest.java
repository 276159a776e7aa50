package io.hindcast.core.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A source whose parts tell nothing of the hours of its rows: they are counted. */
class ContentFencePropertyTest {
  static final int HOURS = 24;
  private static final TableName TABLE = new TableName("shop", "raw");
  private static final Count COUNT = new Count(TABLE, "at", 0, List.of("at", "v"), false);

  /** A row of an hour; changes are rows of other values. */
  private record Row(int hour, int value) {}

  @Property
  void missesNoChangeOfAPieceAndHearsOfNoOther(
      @ForAll @Size(max = 30) List<@IntRange(max = HOURS * 10 - 1) Integer> before,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = HOURS * 10 - 1) Integer> changes,
      @ForAll @IntRange(min = 1, max = 6) int step,
      @ForAll @IntRange(max = 3) int lookback,
      @ForAll @IntRange(max = 3) int lookahead) {
    List<Row> rows = new ArrayList<>(before.stream().map(ContentFencePropertyTest::row).toList());
    List<TimeRange> pieces =
        IntStream.iterate(4, from -> from < 20, from -> from + step)
            .mapToObj(from -> PartLog.hours(from, Math.min(from + step, 20)))
            .toList();
    List<TimeRange> reaches =
        pieces.stream()
            .map(piece -> piece.widen(Duration.ofHours(lookback), Duration.ofHours(lookahead)))
            .toList();
    TimeRange reach =
        PartLog.hours(4, 20).widen(Duration.ofHours(lookback), Duration.ofHours(lookahead));
    SourceFence fence = fence(rows, reach, reaches);
    List<Row> then = List.copyOf(rows);
    changes.stream().map(ContentFencePropertyTest::row).forEach(row -> toggle(rows, row));

    SourceState now = now(fence, rows);
    for (TimeRange piece : reaches) {
      assertThat(fence.movedWithinPiece(piece, now))
          .isEqualTo(!within(piece, then).equals(within(piece, rows)));
    }
    assertThat(fence.movedWithin(reach, now))
        .isEqualTo(!within(reach, then).equals(within(reach, rows)));
  }

  @Property
  void whatWasNotCountedAgainIsTakenForMoved(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = HOURS * 10 - 1) Integer> rows) {
    TimeRange reach = PartLog.hours(0, HOURS);
    List<Row> all = rows.stream().map(ContentFencePropertyTest::row).toList();
    SourceFence fence = fence(all, reach, List.of(reach));

    assertThat(fence.movedWithin(reach, SourceState.of(List.of(part(2))))).isTrue();
    assertThat(fence.movedWithin(reach, SourceState.of(List.of(part(1))))).isFalse();
  }

  private static SourceFence fence(List<Row> rows, TimeRange reach, List<TimeRange> reaches) {
    List<Cell> cells =
        SourceTally.cells(reach, reaches).stream().map(range -> cell(range, rows)).toList();
    String parts = SourceState.of(List.of(part(1))).signature(TABLE);
    return SourceFence.around(
        reach, List.of(part(1)), List.of(new SourceTally(Way.CONTENT, COUNT, parts, cells)));
  }

  private static SourceState now(SourceFence fence, List<Row> rows) {
    List<SourcePart> parts = List.of(part(2));
    Map<Count, List<TimeRange>> asked = SourceState.questions(List.of(fence), parts);
    List<Cell> cells =
        asked.getOrDefault(COUNT, List.of()).stream().map(range -> cell(range, rows)).toList();
    return SourceState.of(parts, Map.of(COUNT, cells), Set.of());
  }

  /** Parts of no known time, of which a merge may have made others. */
  private static SourcePart part(long block) {
    return new SourcePart(TABLE, "all", 1, block, 1, 10, null);
  }

  private static Row row(int number) {
    return new Row(number / 10, number % 10);
  }

  private static void toggle(List<Row> rows, Row row) {
    if (!rows.remove(row)) {
      rows.add(row);
    }
  }

  private static List<Row> within(TimeRange range, List<Row> rows) {
    return rows.stream()
        .filter(row -> range.overlaps(PartLog.hours(row.hour(), row.hour() + 1)))
        .sorted(java.util.Comparator.comparingInt(Row::hour).thenComparingInt(Row::value))
        .toList();
  }

  private static Cell cell(TimeRange range, List<Row> rows) {
    List<Row> own = within(range, rows);
    long checksum = own.stream().mapToLong(ContentFencePropertyTest::hash).sum();
    return new Cell(range, own.size(), checksum);
  }

  /** Not linear: by such a hash, two rows can weigh as much as two others. */
  private static long hash(Row row) {
    return new SplittableRandom(row.hour() * 31L + row.value()).nextLong();
  }
}
