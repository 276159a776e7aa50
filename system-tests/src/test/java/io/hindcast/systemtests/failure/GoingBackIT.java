package io.hindcast.systemtests.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was live comes back and goes again, as long as it is kept; two do not work on the same. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class GoingBackIT {
  private static final SystemStack STACK = SystemStack.shared();

  private static Backfill asked(UUID id, String action, String state) {
    int before = STACK.api().backfill(id).value().reversals().size();
    STACK.api().control(id, action, Optional.of("system test"));
    Backfill then =
        STACK
            .backfills()
            .until(id, it -> it.reversals().size() > before && it.reversals().getLast().ended());
    assertThat(then.state()).as("%s", then.warnings()).isEqualTo(state);
    return then;
  }

  private static List<String> with(List<String> rows, String more) {
    return Stream.concat(rows.stream(), Stream.of(more)).toList();
  }

  @Test
  void readersSeeTheOldAndTheNewContentInTurnWithEveryRowWrittenSince() {
    Sales sales = Sales.create(STACK.clickhouse(), "going_back");
    List<String> before = sales.found(STACK.clickhouse());
    UUID id = STACK.backfills().request(sales.spec());
    assertThat(STACK.backfills().end(id).state()).isEqualTo("SWAPPED");
    List<String> after = sales.expected(STACK.clickhouse());
    STACK.clickhouse().execute("INSERT INTO going_back.daily VALUES ('2021-03-02', 7)");
    String since = "2021-03-02\t7";

    asked(id, "ROLLBACK", "ROLLED_BACK");
    assertThat(sales.found(STACK.clickhouse()))
        .containsExactlyInAnyOrderElementsOf(with(before, since));
    asked(id, "APPROVE", "SWAPPED");
    assertThat(sales.found(STACK.clickhouse()))
        .containsExactlyInAnyOrderElementsOf(with(after, since));
    Backfill again = asked(id, "ROLLBACK", "ROLLED_BACK");
    assertThat(sales.found(STACK.clickhouse()))
        .containsExactlyInAnyOrderElementsOf(with(before, since));
    assertThat(again.swaps())
        .extracting(Backfill.Swap::outcome)
        .containsExactlyInAnyOrder("COMPLETED", "ROLLED_BACK", "COMPLETED", "ROLLED_BACK");
  }

  @Test
  void theJanitorDropsWhatIsNotKeptAnyMoreAndARollbackIsRefusedThen() {
    Sales sales = Sales.create(STACK.clickhouse(), "let_go");
    String spec = sales.spec().replace("approval: auto", "approval: auto, keepPrevious: 0s");
    UUID id = STACK.backfills().request(spec);
    assertThat(STACK.backfills().end(id).state()).isEqualTo("SWAPPED");

    assertThat(STACK.api().janitorDryRun().value().tables())
        .anyMatch(table ->
            table.action().equals("WOULD_DROP") && id.toString().equals(table.backfillId()));
    STACK.api().janitorRun();
    String prefix = new BackfillNames(id, "hindcast").prefix();
    assertThat(
            STACK
                .clickhouse()
                .rows("SELECT name FROM system.tables WHERE startsWith(name, '" + prefix + "')"))
        .isEmpty();
    assertThatThrownBy(() -> STACK.api().control(id, "ROLLBACK", Optional.empty()))
        .isInstanceOfSatisfying(
            ApiRefused.class, refused -> assertThat(refused.code()).isEqualTo("RETENTION_OVER"));
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
  }

  @Test
  void theSecondOfTwoWaitsForTheFirstOrIsRejected() {
    Sales sales = Sales.create(STACK.clickhouse(), "side_by_side");
    UUID first = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(first, "AWAITING_APPROVAL");
    UUID rejected = STACK.backfills().request(sales.spec());
    assertThat(STACK.backfills().end(rejected).reason())
        .satisfies(reason -> assertThat(reason.code()).isEqualTo("BACKFILL_OVERLAP"))
        .satisfies(reason -> assertThat(reason.message()).contains(first.toString()));
    UUID queued =
        STACK
            .backfills()
            .request(sales.spec().replace("rowsPerTask: 1}", "rowsPerTask: 1, overlap: queue}"));
    STACK.backfills().until(queued, "QUEUED");

    STACK.api().control(first, "APPROVE", Optional.empty());
    assertThat(STACK.backfills().end(first).state()).isEqualTo("SWAPPED");
    assertThat(STACK.backfills().end(queued).state()).isEqualTo("SWAPPED");
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
  }
}
