package io.hindcast.core.task;

import static io.hindcast.core.task.Tasks.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.Execution.ScanOrder;
import io.hindcast.core.spec.Transform;
import io.hindcast.core.task.RowSpread.Span;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChunkCutterTest {
  private static final Piece MONTH = new Piece(days(0, 31), List.of("200101"), 310);

  @Test
  void cutsWhereTheRowsAre() {
    RowSpread spread =
        RowSpread.of(List.of(new Span(days(0, 30), 30), new Span(days(30, 31), 280)));

    List<Piece> chunks = new ChunkCutter(Tasks.daily()).cut(MONTH, 4, spread::before);

    assertThat(chunks).extracting(Piece::range).containsExactly(days(0, 30), days(30, 31));
    assertThat(chunks).extracting(Piece::rows).containsExactly(30L, 280L);
  }

  @Test
  void cutsEvenlyWhereNothingIsKnown() {
    List<Piece> chunks = new ChunkCutter(Tasks.daily()).cut(MONTH, 2, instant -> 0);

    assertThat(chunks).extracting(Piece::range).containsExactly(days(0, 16), days(16, 31));
  }

  @Test
  void cutsIntoAThousandAtMost() {
    ChunkCutter cutter =
        new ChunkCutter(Tasks.spec("1m", Transform.Stray.FAIL, ScanOrder.OLDEST_FIRST));

    assertThat(cutter.cut(MONTH, 40_000)).hasSize(ChunkCutter.CHUNKS_MAX);
  }

  @Test
  void leavesWholeWhatOneStepHoldsOrStraysAreFilteredFrom() {
    assertThat(
            new ChunkCutter(Tasks.spec("1mo", Transform.Stray.FAIL, ScanOrder.OLDEST_FIRST))
                .cut(MONTH, 4))
        .containsExactly(MONTH);
    assertThat(
            new ChunkCutter(Tasks.spec("1d", Transform.Stray.FILTER, ScanOrder.OLDEST_FIRST))
                .cut(MONTH, 4))
        .containsExactly(MONTH);
  }

  @Property(tries = 500)
  void noChunkIsLargerThanItsShareAndHalfAStepAtEachEnd(
      @ForAll @Size(min = 1, max = 31) List<@LongRange(max = 10_000) Long> rows,
      @ForAll @IntRange(min = 2, max = 12) int wanted) {
    List<Span> spans =
        IntStream.range(0, rows.size())
            .mapToObj(day -> new Span(days(day, day + 1), rows.get(day)))
            .toList();
    long all = rows.stream().mapToLong(Long::longValue).sum();
    long largest = rows.stream().mapToLong(Long::longValue).max().orElse(0);
    Piece piece = new Piece(days(0, rows.size()), List.of("p"), all);

    List<Piece> chunks =
        new ChunkCutter(Tasks.daily()).cut(piece, wanted, RowSpread.of(spans)::before);

    assertThat(chunks).hasSizeLessThanOrEqualTo(wanted);
    assertThat(chunks.stream().mapToLong(Piece::rows).sum()).isEqualTo(all);
    Instant at = piece.range().from();
    for (TimeRange range : chunks.stream().map(Piece::range).toList()) {
      assertThat(range.from()).isEqualTo(at);
      at = range.to();
    }
    assertThat(at).isEqualTo(piece.range().to());
    assertThat(chunks)
        .allSatisfy(
            chunk -> assertThat(chunk.rows()).isLessThanOrEqualTo(all / wanted + largest + 2));
  }
}
