package io.hindcast.core.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.time.TimeRange;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class SourceFencePropertyTest {
  private static final int HOURS = 3 * PartLog.HOURS;

  /** Something that happens to the table; what the numbers mean depends on the kind. */
  record Happening(Kind kind, int at, int size) {}

  enum Kind {
    INSERT,
    MERGE,
    DELETE,
    UPDATE,
    REACH,
    DROP_PART,
    DROP_PARTITION
  }

  @Property(tries = 4000)
  void neverMissesAChangeOfTheRowsThatWereThere(
      @ForAll("happenings") List<Happening> before,
      @ForAll("happenings") List<Happening> after,
      @ForAll @IntRange(max = HOURS - 1) int from,
      @ForAll @IntRange(min = 1, max = 30) int hours) {
    TimeRange range = PartLog.hours(from, from + hours);
    PartLog table = new PartLog();
    apply(table, before);
    SourceFence fence = SourceFence.around(range, table.active());
    Set<PartLog.Row> then = table.rowsIn(range);
    apply(table, after);

    if (!table.rowsIn(range).equals(then)) {
      assertThat(fence.movedWithin(range, table.active())).isTrue();
    }
  }

  @Property(tries = 4000)
  void aPieceOfAFenceMissesNothingOfItsRange(
      @ForAll("happenings") List<Happening> before,
      @ForAll("happenings") List<Happening> after,
      @ForAll @IntRange(max = HOURS - 31) int from,
      @ForAll @IntRange(max = 29) int offset) {
    PartLog table = new PartLog();
    apply(table, before);
    SourceFence fence = SourceFence.around(PartLog.hours(from, from + 30), table.active());
    TimeRange piece = PartLog.hours(from + offset, from + 30);
    Set<PartLog.Row> then = table.rowsIn(piece);
    apply(table, after);

    if (!table.rowsIn(piece).equals(then)) {
      assertThat(fence.movedWithinPiece(piece, SourceState.of(table.active()))).isTrue();
    }
  }

  @Property
  void aPieceOfAFenceDoesNotHearOfOtherPartitions(
      @ForAll("inserts") List<Happening> before, @ForAll @IntRange(max = HOURS - 4) int at) {
    PartLog table = new PartLog();
    table.insert(2 * PartLog.HOURS, 3);
    apply(table, before);
    SourceFence fence = SourceFence.around(PartLog.hours(0, HOURS), table.active());
    TimeRange piece = PartLog.hours(2 * PartLog.HOURS, 3 * PartLog.HOURS);
    table.insert(at, 3);
    table.dropPartition(PartLog.HOURS);

    assertThat(fence.movedWithinPiece(piece, SourceState.of(table.active())))
        .isEqualTo(at >= 2 * PartLog.HOURS);
  }

  @Property
  void mergesOfWhatWasThereAreNoChange(
      @ForAll("inserts") List<Happening> before,
      @ForAll @IntRange(max = HOURS - 1) int from,
      @ForAll("merges") List<Happening> after) {
    TimeRange range = PartLog.hours(from, from + 5);
    PartLog table = new PartLog();
    apply(table, before);
    SourceFence fence = SourceFence.around(range, table.active());
    apply(table, after);

    assertThat(fence.movedWithin(range, table.active())).isFalse();
  }

  @Property
  void insertsIntoOtherHoursAreNoChange(
      @ForAll("inserts") List<Happening> before, @ForAll("inserts") List<Happening> after) {
    TimeRange range = PartLog.hours(HOURS, HOURS + 5);
    PartLog table = new PartLog();
    table.insert(HOURS, 3);
    apply(table, before);
    SourceFence fence = SourceFence.around(range, table.active());
    apply(table, after);

    assertThat(fence.movedWithin(range, table.active())).isFalse();
  }

  @Property
  void equalContentIsAnEqualFence(@ForAll("happenings") List<Happening> happenings) {
    PartLog table = new PartLog();
    apply(table, happenings);
    TimeRange range = PartLog.hours(5, 40);
    List<SourcePart> parts = table.active();

    assertThat(SourceFence.around(range, parts.reversed()))
        .isEqualTo(SourceFence.around(range, parts));
  }

  private static void apply(PartLog table, List<Happening> happenings) {
    for (Happening happening : happenings) {
      int at = happening.at();
      switch (happening.kind()) {
        case INSERT -> table.insert(at, happening.size());
        case MERGE -> table.merge(at);
        case DELETE -> table.mutate(at, happening.size(), true);
        case UPDATE -> table.mutate(at, happening.size(), false);
        case REACH -> table.reach(at);
        case DROP_PART -> table.dropPart(at);
        case DROP_PARTITION -> table.dropPartition(at);
      }
    }
  }

  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.INSERT),
            Tuple.of(5, Kind.MERGE),
            Tuple.of(1, Kind.DELETE),
            Tuple.of(1, Kind.UPDATE),
            Tuple.of(4, Kind.REACH),
            Tuple.of(2, Kind.DROP_PART),
            Tuple.of(1, Kind.DROP_PARTITION));
    return of(kinds).list().ofMaxSize(14);
  }

  @Provide
  Arbitrary<List<Happening>> inserts() {
    return of(Arbitraries.just(Kind.INSERT)).list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Happening>> merges() {
    return of(Arbitraries.just(Kind.MERGE)).list().ofMaxSize(12);
  }

  private static Arbitrary<Happening> of(Arbitrary<Kind> kinds) {
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, HOURS - 1),
            Arbitraries.integers().between(1, 8))
        .as(Happening::new);
  }
}
