package io.hindcast.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.SourceState;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Scope.Reprocess;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScopeRuleTest {
  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final TimeRange FIRST = day(0);
  private static final TimeRange SECOND = day(1);
  private static final TimeRange BOTH = FIRST.span(SECOND);
  private static final List<SourcePart> PARTS = List.of(part(FIRST, 1, 1), part(SECOND, 2, 2));

  @Test
  void whatIsMissingIsRecomputedWhateverTheScope() {
    for (Reprocess reprocess : List.of(Reprocess.NONE, Reprocess.FAILED, Reprocess.CHANGED)) {
      assertThat(rule(reprocess, Set.of(), TargetHistory.NONE).of("d1", FIRST))
          .isEqualTo(Reason.MISSING);
      assertThat(rule(reprocess, Set.of(), published(7)).of("d1", FIRST)).isEqualTo(Reason.GONE);
      assertThat(rule(reprocess, Set.of(), published(0)).of("d1", FIRST).recomputed()).isFalse();
    }
  }

  @Test
  void eachScopeIncludesTheOneBefore() {
    TargetHistory failed = new TargetHistory(Map.of(), Set.of("d1"));

    assertThat(rule(Reprocess.NONE, Set.of("d1"), failed).of("d1", FIRST))
        .isEqualTo(Reason.PRESENT);
    assertThat(rule(Reprocess.FAILED, Set.of("d1"), failed).of("d1", FIRST))
        .isEqualTo(Reason.FAILED);
    assertThat(rule(Reprocess.FAILED, Set.of("d1", "d2"), failed).of("d2", SECOND))
        .isEqualTo(Reason.NOT_FAILED);
    assertThat(rule(Reprocess.CHANGED, Set.of("d1"), failed).of("d1", FIRST))
        .isEqualTo(Reason.FAILED);
    assertThat(rule(Reprocess.CHANGED, Set.of("d1", "d2"), failed).of("d2", SECOND))
        .isEqualTo(Reason.UNKNOWN);
    assertThat(rule(Reprocess.COMPLETED, Set.of("d1"), published(7)).of("d1", FIRST))
        .isEqualTo(Reason.ASKED_FOR);
  }

  @Test
  void whatWouldComeOutTheSameIsLeftOut() {
    assertThat(changed(PARTS).of("d1", FIRST)).isEqualTo(Reason.UNCHANGED);
    assertThat(changed(PARTS).of("d2", SECOND)).isEqualTo(Reason.UNCHANGED);
  }

  @Test
  void aChangeOfOneDayIsNoChangeOfTheOtherDayOfTheSameTask() {
    ScopeRule later = changed(List.of(PARTS.getFirst(), PARTS.getLast(), part(SECOND, 3, 3)));
    ScopeRule dropped = changed(List.of(PARTS.getFirst()));
    ScopeRule mutated = changed(List.of(PARTS.getFirst(), part(SECOND, 2, 9)));

    for (ScopeRule rule : List.of(later, dropped, mutated)) {
      assertThat(rule.of("d1", FIRST)).isEqualTo(Reason.UNCHANGED);
      assertThat(rule.of("d2", SECOND)).isEqualTo(Reason.SOURCES_CHANGED);
    }
  }

  @Test
  void anotherVersionOrStatementIsAChange() {
    assertThat(
            rule(Reprocess.CHANGED, Set.of("d1"), published("1.9.0", hash(), reads()))
                .of("d1", FIRST))
        .isEqualTo(Reason.TRANSFORM_CHANGED);
    assertThat(
            rule(Reprocess.CHANGED, Set.of("d1"), published("2.0.0", "other", reads()))
                .of("d1", FIRST))
        .isEqualTo(Reason.TRANSFORM_CHANGED);
    assertThat(
            rule(Reprocess.CHANGED, Set.of("d1"), published("2.0.0", hash(), List.of()))
                .of("d1", FIRST))
        .isEqualTo(Reason.UNKNOWN);
  }

  @Test
  void aPartitionOfAllTimesIsComputedAgainWhenTheRangeHasGrown() {
    ScopeRule rule = changed(PARTS);

    assertThat(rule.of("d1", BOTH)).isEqualTo(Reason.UNCHANGED);
    assertThat(rule.of("d1", BOTH.span(day(2)))).isEqualTo(Reason.RANGE_GREW);
    assertThat(rule.of("d1", day(-1).span(SECOND))).isEqualTo(Reason.RANGE_GREW);
  }

  @Test
  void theRangeIsAPartOfTheStatementWhereRowsOutsideOfItAreGivenUp() {
    BackfillSpec spec = ScopedSpecs.of(Reprocess.CHANGED);
    BackfillSpec longer = ScopedSpecs.until(spec, day(9).to());

    assertThat(StatementHash.of(longer)).isEqualTo(StatementHash.of(spec));
    assertThat(StatementHash.of(ScopedSpecs.dropping(longer)))
        .isNotEqualTo(StatementHash.of(ScopedSpecs.dropping(spec)));
  }

  @Test
  void commentsAndBlanksAreNoChangeOfTheStatement() {
    String sql = "SELECT a FROM s.t WHERE d >= {from:Date} AND d < {to:Date}";
    String same = "SELECT a -- the sum\n  FROM s.t  WHERE d >= {from:Date} AND d<{to:Date}";

    assertThat(StatementHash.of(ScopedSpecs.with(sql, "UTC")))
        .isEqualTo(StatementHash.of(ScopedSpecs.with(same, "UTC")))
        .isNotEqualTo(StatementHash.of(ScopedSpecs.with(sql.replace("a ", "b "), "UTC")))
        .isNotEqualTo(StatementHash.of(ScopedSpecs.with(sql, "Europe/Paris")));
  }

  private static ScopeRule changed(List<SourcePart> now) {
    return new ScopeRule(
        ScopedSpecs.of(Reprocess.CHANGED),
        Set.of("d1", "d2"),
        published("2.0.0", hash(), reads()),
        SourceState.of(now));
  }

  private static ScopeRule rule(Reprocess reprocess, Set<String> present, TargetHistory history) {
    return new ScopeRule(ScopedSpecs.of(reprocess), present, history, SourceState.of(PARTS));
  }

  private static String hash() {
    return StatementHash.of(ScopedSpecs.of(Reprocess.CHANGED));
  }

  private static TargetHistory published(long rows) {
    Provenance it = provenance("2.0.0", hash(), rows, reads());
    return new TargetHistory(Map.of("d1", it, "d2", it), Set.of());
  }

  private static TargetHistory published(
      String version, String statement, List<Provenance.Read> reads) {
    Provenance it = provenance(version, statement, 7, reads);
    return new TargetHistory(Map.of("d1", it, "d2", it), Set.of());
  }

  private static Provenance provenance(
      String version, String statement, long rows, List<Provenance.Read> reads) {
    return new Provenance(
        new UUID(1, 1), new UUID(2, 2), version, statement, START, rows, "c", reads);
  }

  /** One task of both days. */
  private static List<Provenance.Read> reads() {
    return List.of(new Provenance.Read(BOTH, SourceFence.around(BOTH, PARTS)));
  }

  private static TimeRange day(int number) {
    Instant from = START.plus(Duration.ofDays(number));
    return new TimeRange(from, from.plus(Duration.ofDays(1)));
  }

  private static SourcePart part(TimeRange day, long block, long version) {
    return new SourcePart(
        ScopedSpecs.SOURCE, day.from().toString(), block, block, version, 10, day, "storage");
  }
}
