package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.KeptTables;
import io.hindcast.core.backfill.LiveSwaps;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ResultTable.SwapLine;
import io.hindcast.core.backfill.ReversalTable;
import io.hindcast.core.backfill.ReversalTable.Ask;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ReversalTable} and {@link KeptTables} does. */
abstract class ReversalsContract {
  private final TestBackfills backfills;
  private static final Ask ASK = new Ask("ann", TestBackfills.NOW);
  private static final TableName A = new TableName("hindcast", "bf_a");
  private static final TableName B = new TableName("hindcast", "bf_b");

  private final UUID id;
  private final UUID swap = UUID.randomUUID();
  private final UUID back = UUID.randomUUID();

  ReversalsContract(TestBackfills backfills) {
    this.backfills = backfills;
    this.id = backfills.inserted("reversed", new BackfillState.Planning()).id();
  }

  private static SwapLine line(UUID swapId, String outcome) {
    return new SwapLine(swapId, 0, outcome, TestBackfills.NOW, "", 1, 1, 1, 0, 0, 0, "", "");
  }

  @Test
  void whatWasDoneComesBackWithWhatItUndid() {
    backfills.run(tx -> {
      tx.results(id).saveSwap(line(swap, "COMPLETED"));
      tx.results(id).saveSwap(line(UUID.randomUUID(), "REFUSED"));
      tx.reversals(id).requested(0, back, Direction.BACK, List.of(swap), ASK);
    });
    assertThat(backfills.list(tx -> LiveSwaps.of(tx.results(id).done())))
        .containsExactly(new LiveSwaps.Done(swap, 0, Direction.FORWARD, List.of()));

    backfills.run(tx -> tx.results(id).saveSwap(line(back, "ROLLED_BACK")));
    assertThat(backfills.list(tx -> LiveSwaps.of(tx.results(id).done())))
        .containsExactly(new LiveSwaps.Done(back, 0, Direction.BACK, List.of(swap)));
  }

  @Test
  void everyRollbackThatWasAskedForCounts() {
    backfills.run(tx -> {
      tx.reversals(id).refused(0, Direction.BACK, new Refusal(ErrorCode.RETENTION_OVER, "x"), ASK);
      tx.reversals(id).requested(1, back, Direction.BACK, List.of(swap), ASK);
    });

    assertThat(backfills.<Integer>in(tx -> tx.reversals(id).asked())).isEqualTo(2);
  }

  @Test
  void keptTablesAreGivenUpOnceAndForgottenWhenTheyAreGone() {
    Instant later = TestBackfills.NOW.plus(Duration.ofHours(1));
    backfills.run(tx -> {
      tx.kept(id).keep(swap, List.of(A), TestBackfills.NOW);
      tx.kept(id).keep(back, List.of(A, B), later);
      tx.save(tx.lock(id).orElseThrow().in(new BackfillState.Swapped()));
    });
    assertThat(backfills.list(tx -> tx.kept(id).present())).containsExactly(A, B);
    assertThat(backfills.list(tx -> tx.kept(id).superseded(List.of(back)))).containsExactly(A);
    assertThat(backfills.list(tx -> tx.kept(id).superseded(List.of(swap)))).containsExactly(B);
    assertThat(backfills.list(tx -> tx.kept(id).superseded(List.of()))).containsExactly(A, B);
    assertThat(backfills.<Instant>in(tx -> tx.kept(id).lastSwapAt().orElseThrow()))
        .isEqualTo(later);
    assertThat(backfills.holds(tx -> tx.kept(id).released())).isFalse();
    assertThat(backfills.list(tx -> tx.keeping(1000))).contains(id);

    backfills.run(tx -> {
      tx.lock(id);
      tx.kept(id).release(later);
      tx.kept(id).dropped(A, later);
    });
    assertThat(backfills.holds(tx -> tx.kept(id).released())).isTrue();
    assertThat(backfills.list(tx -> tx.kept(id).present())).containsExactly(B);
    backfills.run(tx -> tx.kept(id).dropped(B, later));
    assertThat(backfills.list(tx -> tx.keeping(1000))).doesNotContain(id);
    assertThat(backfills.<Instant>in(tx -> tx.kept(id).lastSwapAt().orElseThrow()))
        .isEqualTo(later);
  }

  @Test
  void backfillsAreFoundByTheFirstDigitsOfTheirIds() {
    String digits = id.toString().replace("-", "").substring(0, 12);
    assertThat(backfills.list(tx -> tx.beginningWith(List.of(digits, "ffffffffffff"))))
        .extracting(Backfill::id)
        .containsExactly(id);
    assertThat(backfills.list(tx -> tx.beginningWith(List.of()))).isEmpty();
  }
}
