package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.DependentTable;
import io.hindcast.core.backfill.DependentTable.Fed;
import io.hindcast.core.backfill.DependentTable.Published;
import io.hindcast.core.backfill.DependentTable.Rebuild;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ResultTable.SwapLine;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link DependentTable} does. */
abstract class DependentTableContract {
  private static final Instant NOW = TestBackfills.NOW;
  private static final TableName HOURLY = new TableName("shop", "hourly");
  private static final TableName TOTALS = new TableName("shop", "totals");

  private final TestBackfills backfills;
  private final UUID id;
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();

  DependentTableContract(TestBackfills backfills) {
    this.backfills = backfills;
    this.id = backfills.inserted("dependents", new BackfillState.Planning()).id();
  }

  @Test
  void viewsComeBackInTheirOrderWithoutTheirStatements() {
    View view =
        new View(
            HOURLY,
            View.Kind.MATERIALIZED,
            List.of(new TableName("shop", "daily"), TOTALS),
            TOTALS,
            "SELECT 1",
            "d1");
    View plain = new View(TOTALS, View.Kind.PLAIN, List.of(), null, "SELECT 2", "d2");
    change(table -> table.insert(List.of(view, plain), List.of()));

    List<View> found = in(DependentTable::views);
    assertThat(found)
        .containsExactly(
            new View(view.name(), view.kind(), view.firesOn(), view.into(), "", "d1"),
            new View(plain.name(), plain.kind(), List.of(), null, "", "d2"));
  }

  @Test
  void viewsAreLookedAtAfterEachSwapThatWasCarriedOutOnce() {
    swap(second, "ROLLED_BACK", NOW.plusSeconds(2));
    swap(first, "COMPLETED", NOW);
    swap(UUID.randomUUID(), "REFUSED", NOW.plusSeconds(3));

    List<Published> unchecked = in(DependentTable::unchecked);
    assertThat(unchecked)
        .containsExactly(new Published(first, NOW), new Published(second, NOW.plusSeconds(2)));
    change(table -> table.saveChecks(first, NOW, List.of()));
    change(table -> table.saveChecks(first, NOW, List.of()));

    List<Published> left = in(DependentTable::unchecked);
    assertThat(left).containsExactly(new Published(second, NOW.plusSeconds(2)));
    Optional<Published> newest = in(DependentTable::newest);
    assertThat(newest).contains(new Published(second, NOW.plusSeconds(2)));
  }

  @Test
  void aFedTableIsRebuiltOnceForEachSwap() {
    Fed rebuilt = new Fed(HOURLY, TOTALS, "REBUILD", "rebuilt", "kind: Backfill");
    Fed listed = new Fed(TOTALS, HOURLY, "LISTED", "named", null);
    change(table -> table.insert(List.of(), List.of(rebuilt, listed)));

    assertThat(awaiting(first)).containsExactly(rebuilt);
    change(table -> table.saveRebuild(Rebuild.of(id, first, HOURLY)));
    change(table -> table.saveRebuild(Rebuild.of(id, first, HOURLY)));

    assertThat(awaiting(first)).isEmpty();
    assertThat(awaiting(second)).containsExactly(rebuilt);
  }

  @Test
  void onlyTheLastSwapCountsAsRefused() {
    assertThat(lastRefusal()).isEmpty();
    swap(first, "REFUSED", NOW);
    assertThat(lastRefusal()).contains(new Refusal(ErrorCode.SWAP_CONFLICT, "touched"));
    swap(second, "COMPLETED", NOW.plusSeconds(1));
    assertThat(lastRefusal()).isEmpty();
  }

  private Optional<Refusal> lastRefusal() {
    return backfills.in(tx -> tx.results(id).lastRefusal());
  }

  private List<Fed> awaiting(UUID swapId) {
    return in(table -> table.awaiting(swapId));
  }

  private void swap(UUID swapId, String outcome, Instant at) {
    String code = outcome.equals("REFUSED") ? ErrorCode.SWAP_CONFLICT.name() : "";
    String message = code.isEmpty() ? "" : "touched";
    backfills.run(tx ->
        tx.results(id)
            .saveSwap(new SwapLine(swapId, 0, outcome, at, "", 1, 1, 1, 0, 0, 0, code, message)));
  }

  private void change(Consumer<DependentTable> body) {
    backfills.run(tx -> body.accept(tx.dependents(id)));
  }

  private <T> T in(Function<DependentTable, T> read) {
    return backfills.in(tx -> read.apply(tx.dependents(id)));
  }
}
