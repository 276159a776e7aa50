package io.hindcast.core.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceFenceTest {
  private static final TableName RAW = new TableName("flights", "raw");
  private static final TimeRange DAY = PartLog.hours(24, 48);
  private static final SourcePart FIRST = part(1, 1, 1, 10, PartLog.hours(24, 30));
  private static final SourcePart SECOND = part(3, 4, 3, 20, PartLog.hours(28, 48));
  private static final SourcePart OTHER_DAY = part(6, 6, 6, 50, PartLog.hours(80, 90));
  private static final List<SourcePart> BEFORE = List.of(FIRST, SECOND, OTHER_DAY);
  private static final SourceFence FENCE = SourceFence.around(DAY, BEFORE);

  @Test
  void hasAnEntryForEachPartOfAPartitionThatConcernsOthersToo() {
    assertThat(FENCE.entries())
        .containsExactly(
            new FenceEntry(RAW, "200101", 1, 1, 10, "", PartLog.hours(24, 30)),
            new FenceEntry(RAW, "200101", 4, 3, 20, "", PartLog.hours(28, 48)),
            new FenceEntry(RAW, "200101", 6, 6, 50, "", PartLog.hours(80, 90)));
  }

  @Test
  void hasOneEntryForAPartitionThatConcernsTheTaskAlone() {
    assertThat(SourceFence.around(DAY, List.of(FIRST, SECOND)).entries())
        .containsExactly(new FenceEntry(RAW, "200101", 4, 1, 30, "", DAY));
  }

  @Test
  void isEmptyWhereNothingOfTheRangeIs() {
    SourceFence fence = SourceFence.around(DAY, List.of(OTHER_DAY));

    assertThat(fence.entries()).isEmpty();
    assertThat(fence.movedWithin(DAY, List.of(OTHER_DAY))).isFalse();
    assertThat(fence.movedWithin(DAY, BEFORE)).isTrue();
  }

  @Test
  void hasNotMovedWhileNothingHappens() {
    assertThat(FENCE.movedWithin(DAY, BEFORE)).isFalse();
    assertThat(FENCE.movedWithin(DAY, BEFORE.reversed())).isFalse();
  }

  @Test
  void movesWithANewPartOfTheRange() {
    assertThat(moved(FIRST, SECOND, OTHER_DAY, part(7, 7, 7, 1, PartLog.hours(47, 48)))).isTrue();
  }

  @Test
  void staysWhenANewPartHoldsOtherDays() {
    assertThat(moved(FIRST, SECOND, OTHER_DAY, part(7, 7, 7, 1, PartLog.hours(48, 49)))).isFalse();
  }

  @Test
  void movesWithANewPartOfWhichNoTimesAreKnown() {
    assertThat(moved(FIRST, SECOND, OTHER_DAY, part(7, 7, 7, 1, null))).isTrue();
  }

  @Test
  void movesWhenOldAndNewBlocksAreMerged() {
    assertThat(moved(FIRST, part(3, 7, 3, 70, PartLog.hours(28, 99)))).isTrue();
  }

  @Test
  void staysWhenOldPartsAreMerged() {
    assertThat(moved(part(1, 6, 1, 80, PartLog.hours(24, 90)))).isFalse();
  }

  @Test
  void movesWithAMutation() {
    assertThat(
            moved(
                part(1, 1, 8, 10, PartLog.hours(24, 30)),
                part(3, 4, 8, 20, PartLog.hours(28, 48)),
                part(6, 6, 8, 50, PartLog.hours(80, 90))))
        .isTrue();
  }

  @Test
  void movesWithAMutationThatWasUnderWay() {
    SourcePart done = part(1, 1, 5, 10, PartLog.hours(24, 30));
    SourceFence fence = SourceFence.around(DAY, List.of(done, SECOND, OTHER_DAY));

    assertThat(
            fence.movedWithin(
                DAY, List.of(done, part(3, 4, 5, 20, PartLog.hours(28, 48)), OTHER_DAY)))
        .isTrue();
  }

  @Test
  void aDropDoesNotHideBehindNewRowsOfOtherDays() {
    assertThat(moved(FIRST, part(6, 7, 6, 500, PartLog.hours(80, 95)))).isTrue();
    assertThat(moved(FIRST, OTHER_DAY, part(7, 7, 7, 500, PartLog.hours(80, 95)))).isTrue();
  }

  @Test
  void aDropDoesNotHideWhereItsNeighboursAndNewRowsOfOtherDaysAreMerged() {
    SourcePart later = part(5, 5, 5, 5, PartLog.hours(24, 30));
    SourceFence fence = SourceFence.around(DAY, List.of(FIRST, SECOND, later, OTHER_DAY));
    SourcePart neighbours = part(1, 5, 1, 15, PartLog.hours(24, 30));
    SourcePart others = part(6, 7, 6, 70, PartLog.hours(80, 90));

    assertThat(fence.movedWithin(DAY, List.of(neighbours, others))).isTrue();
  }

  @Test
  void aDeletionDoesNotHideBehindNewRowsOfOtherDays() {
    assertThat(
            moved(
                part(3, 4, 7, 5, PartLog.hours(60, 70)),
                part(6, 6, 7, 50, PartLog.hours(80, 90)),
                part(8, 8, 8, 500, PartLog.hours(80, 95))))
        .isTrue();
  }

  @Test
  void movesWhenAMergeLeavesFewerRows() {
    assertThat(moved(part(1, 6, 1, 79, PartLog.hours(24, 90)))).isTrue();
  }

  @Test
  void movesWhenThePartitionIsGone() {
    assertThat(moved()).isTrue();
  }

  @Test
  void movesWhenAnotherStorageHasTakenThePlace() {
    SourcePart here = stored("a");
    SourceFence fence = SourceFence.around(DAY, List.of(here));

    assertThat(fence.movedWithin(DAY, List.of(here))).isFalse();
    assertThat(fence.movedWithin(DAY, List.of(stored("b")))).isTrue();
    assertThat(fence.movedWithin(DAY, List.of(stored("")))).isFalse();
  }

  @Test
  void movesWhenItWasTakenInTheMiddleOfAnExchange() {
    SourceFence fence = SourceFence.around(DAY, List.of(stored("a"), stored("b")));

    assertThat(fence.movedWithin(DAY, List.of(stored("a"), stored("a")))).isTrue();
    assertThat(fence.movedWithin(DAY, List.of(stored("b"), stored("b")))).isTrue();
  }

  @Test
  void tellsTablesAndPartitionsApart() {
    SourcePart elsewhere =
        new SourcePart(new TableName("flights", "other"), "200101", 1, 1, 1, 10, DAY);
    SourceFence fence = SourceFence.around(DAY, List.of(FIRST, elsewhere));

    assertThat(fence.movedWithin(DAY, List.of(FIRST, elsewhere))).isFalse();
    assertThat(fence.movedWithin(DAY, List.of(FIRST))).isTrue();
    assertThat(fence.movedWithin(DAY, List.of(elsewhere))).isTrue();
  }

  private static SourcePart stored(String storage) {
    return new SourcePart(RAW, "20010102", 1, 1, 1, 10, DAY, storage);
  }

  private static boolean moved(SourcePart... now) {
    return FENCE.movedWithin(DAY, List.of(now));
  }

  private static SourcePart part(
      long min, long max, long version, long rows, @Nullable TimeRange span) {
    return new SourcePart(RAW, "200101", min, max, version, rows, span);
  }
}
