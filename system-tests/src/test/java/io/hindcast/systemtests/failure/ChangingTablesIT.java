package io.hindcast.systemtests.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.schemas.SwappedPartition;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables that others write to while a backfill is at work, and people who change their minds. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class ChangingTablesIT {
  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void rowsThatReachTheSourceAfterItWasReadAreComputedBeforeTheSwap() {
    Sales sales = Sales.create(STACK.clickhouse(), "late_source");
    UUID id = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(id, "AWAITING_APPROVAL");
    STACK.clickhouse().execute("INSERT INTO late_source.raw VALUES ('2021-03-02', 1000)");
    STACK.api().control(id, "APPROVE", Optional.empty());
    approveAgain(id);

    Backfill ended = STACK.backfills().end(id);

    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    assertThat(sales.found(STACK.clickhouse()))
        .isEqualTo(sales.expected(STACK.clickhouse()))
        .contains("2021-03-02\t1190");
    assertThat(ended.catchUpRounds()).isEqualTo(1);
    assertThat(STACK.backfills().tasks(id))
        .extracting(task -> task.taskId() + " " + task.generation())
        .containsExactly("t00001 0", "t00002 1", "t00003 0", "t00004 0");
  }

  /** What was approved is not what was computed since. */
  private static void approveAgain(UUID id) {
    Backfill waiting =
        STACK
            .backfills()
            .until(id, it -> it.state().equals("AWAITING_APPROVAL") && it.reason() != null);
    assertThat(Objects.requireNonNull(waiting.reason()).code()).isEqualTo("CONTENT_CHANGED");
    assertThat(STACK.api().backfill(id).value().swaps()).isEmpty();
    STACK.api().control(id, "APPROVE", Optional.empty());
  }

  @Test
  void rowsThatVanishFromTheSourceAreNoticedToo() {
    Sales sales = Sales.create(STACK.clickhouse(), "lost_source");
    UUID id = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(id, "AWAITING_APPROVAL");
    STACK
        .clickhouse()
        .execute("ALTER TABLE lost_source.raw DELETE WHERE n = 6 SETTINGS mutations_sync = 1");
    STACK.api().control(id, "APPROVE", Optional.empty());
    approveAgain(id);

    assertThat(STACK.backfills().end(id).state()).isEqualTo("SWAPPED");
    assertThat(sales.found(STACK.clickhouse()))
        .isEqualTo(sales.expected(STACK.clickhouse()))
        .contains("2021-03-03\t194");
  }

  @Test
  void onlyTheDayWhoseSourceHasChangedIsComputedAgain() {
    Sales sales = Sales.create(STACK.clickhouse(), "reprocessed");
    assertThat(run(sales.spec()).state()).isEqualTo("SWAPPED");

    Backfill idle = run(sales.spec("changed"));
    assertThat(idle.state()).as("%s", idle.reason()).isEqualTo("NOTHING_TO_DO");
    assertThat(STACK.backfills().tasks(UUID.fromString(idle.backfillId()))).isEmpty();

    STACK.clickhouse().execute("INSERT INTO reprocessed.raw VALUES ('2021-03-02', 1000)");
    Backfill changed = run(sales.spec("changed"));
    assertThat(changed.state()).as("%s", changed.reason()).isEqualTo("SWAPPED");
    assertThat(partitions(changed)).containsExactly("20210302");
    assertThat(changed.warnings()).anySatisfy(text -> assertThat(text).contains("1 of 4"));
    assertThat(sales.found(STACK.clickhouse()))
        .isEqualTo(sales.expected(STACK.clickhouse()))
        .contains("2021-03-02\t1190");

    UUID id = UUID.fromString(changed.backfillId());
    STACK.api().control(id, "ROLLBACK", Optional.empty());
    STACK.backfills().until(id, "ROLLED_BACK");
    assertThat(partitions(run(sales.spec("changed")))).containsExactly("20210302");
    assertThat(partitions(run(sales.spec("changed").replace("2.0.0", "2.0.1")))).hasSize(4);
  }

  @Test
  void aRerunTakesTheDaysThatAreMissingOrHaveFailed() {
    Sales sales = Sales.create(STACK.clickhouse(), "rerun");
    STACK.clickhouse().execute("ALTER TABLE rerun.daily DROP PARTITION '2021-03-03'");
    assertThat(partitions(run(sales.spec("none")))).containsExactly("20210303");
    assertThat(run(sales.spec("none")).state()).isEqualTo("NOTHING_TO_DO");

    assertThat(run(sales.failingSpec()).state()).isEqualTo("FAILED");
    assertThat(partitions(run(sales.spec("failed")))).containsExactly("20210301");
    assertThat(run(sales.spec("failed")).state()).isEqualTo("NOTHING_TO_DO");

    assertThat(partitions(run(sales.spec("completed")))).hasSize(4);
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
  }

  private static Backfill run(String spec) {
    return STACK.backfills().end(STACK.backfills().request(spec));
  }

  private static List<String> partitions(Backfill backfill) {
    return STACK.swaps().completed(UUID.fromString(backfill.backfillId())).getPartitions().stream()
        .map(SwappedPartition::getId)
        .toList();
  }

  @Test
  void newDaysInTheTargetStayThere() {
    Sales sales = Sales.create(STACK.clickhouse(), "new_days");
    UUID id = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(id, "AWAITING_APPROVAL");
    STACK.clickhouse().execute("INSERT INTO new_days.daily VALUES ('2021-03-05', 77)");
    STACK.api().control(id, "APPROVE", Optional.empty());

    assertThat(STACK.backfills().end(id).state()).isEqualTo("SWAPPED");
    List<String> expected = sales.expected(STACK.clickhouse());
    assertThat(sales.found(STACK.clickhouse()))
        .containsAll(expected)
        .contains("2021-03-05\t77")
        .hasSize(expected.size() + 1);
  }

  @Test
  void aCancelledBackfillHasStoppedWorkingAndChangedNothing() {
    Sales sales = Sales.create(STACK.clickhouse(), "cancelled");
    List<String> before = sales.found(STACK.clickhouse());
    UUID id = STACK.backfills().request(sales.slowSpec());
    STACK.backfills().taskInTheMiddle(id);
    STACK.api().control(id, "CANCEL", Optional.of("not today"));

    Backfill ended = STACK.backfills().end(id);

    assertThat(ended.state()).isEqualTo("CANCELLED");
    STACK.assertNothingLeft(id);
    assertThat(STACK.clickhouse().isWorkingOn(id)).isFalse();
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(before);
    assertThat(STACK.swaps().of(id)).isEmpty();
  }
}
