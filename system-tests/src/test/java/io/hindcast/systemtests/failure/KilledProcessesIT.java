package io.hindcast.systemtests.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.cli.api.Backfill;
import io.hindcast.cli.api.TaskRun;
import io.hindcast.localstack.services.ServiceProcess;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** SIGKILL in the middle of the work. */
@Timeout(300)
@ExtendWith(StopsStack.class)
class KilledProcessesIT {
  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void aKilledWorkersTasksAreDoneElsewhereAndNothingIsDoubled() {
    Sales sales = Sales.create(STACK.clickhouse(), "worker_killed");
    UUID id = STACK.backfills().request(sales.slowSpec());
    TaskRun task = STACK.backfills().taskInTheMiddle(id);
    String killed = Objects.requireNonNull(task.workerId());

    STACK.without(STACK.worker(killed), () -> assertSwapped(id, sales));

    assertThat(STACK.backfills().tasks(id))
        .hasSize(4)
        .filteredOn(each -> each.taskId().equals(task.taskId()))
        .extracting(TaskRun::workerId)
        .doesNotContain(killed);
  }

  @Test
  void aKilledPlannerGoesOnWithWhatWorkersDidMeanwhile() {
    Sales sales = Sales.create(STACK.clickhouse(), "planner_killed");
    UUID id = STACK.backfills().request(sales.slowSpec());
    STACK.backfills().taskInTheMiddle(id);

    STACK.without(
        STACK.process("planner"), () -> await().until(() -> !STACK.clickhouse().isWorkingOn(id)));

    assertSwapped(id, sales);
    assertThat(STACK.backfills().tasks(id))
        .allSatisfy(
            task -> assertThat(task.attempt()).as("attempts of %s", task.taskId()).isEqualTo(1));
  }

  @Test
  void aKilledValidatorJudgesAgain() {
    Sales sales = Sales.create(STACK.clickhouse(), "validator_killed");
    UUID id = STACK.backfills().request(sales.slowlyJudgedSpec());
    await().until(() -> STACK.clickhouse().isRunning("sleepEachRow(1)"));
    assertThat(state(id)).isEqualTo("VALIDATING");

    STACK.without(STACK.process("validator"), () -> assertThat(state(id)).isEqualTo("VALIDATING"));

    assertSwapped(id, sales);
  }

  @Test
  void aRelayThatIsKilledWhileTasksRunLosesNoMessage() {
    Sales sales = Sales.create(STACK.clickhouse(), "relay_killed");
    UUID id = STACK.backfills().request(sales.slowSpec());
    STACK.backfills().taskInTheMiddle(id);

    STACK.without(
        STACK.process("relay"), () -> await().until(() -> !STACK.clickhouse().isWorkingOn(id)));

    assertSwapped(id, sales);
  }

  @Test
  void aRelayThatIsKilledInTheMiddleOfASwapFinishesItAndCarriesLateRows() {
    Sales sales = Sales.create(STACK.clickhouse(), "swap_killed");
    UUID id = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(id, "AWAITING_APPROVAL");
    CompletableFuture<String> insert = STACK.clickhouse().start(insertOneRowASecond(sales));
    await().until(() -> STACK.clickhouse().isRunning("sleepEachRow(0.999)"));
    STACK.api().control(id, "APPROVE", Optional.empty());
    List<String> expected = sales.expected(STACK.clickhouse());
    await().until(() -> sales.found(STACK.clickhouse()).containsAll(expected));
    assertThat(insert).as("a writer that the swap has to wait for").isNotDone();

    STACK.without(STACK.process("relay"), () -> assertThat(state(id)).isEqualTo("SWAPPING"));

    assertThat(STACK.backfills().end(id).state()).isEqualTo("SWAPPED");
    assertThat(insert).succeedsWithin(Duration.ofSeconds(60));
    assertThat(sales.found(STACK.clickhouse()))
        .containsAll(expected)
        .hasSize(expected.size() + 15)
        .doesNotHaveDuplicates();
    assertThat(STACK.swaps().completed(id).getRowsAfter()).isEqualTo(4);
  }

  @Test
  void theWholeStackIsStoppedAndGoesOn() {
    Sales sales = Sales.create(STACK.clickhouse(), "all_stopped");
    UUID id = STACK.backfills().request(sales.slowSpec());
    STACK.backfills().taskInTheMiddle(id);

    STACK.restart();

    assertSwapped(id, sales);
  }

  @Test
  void allServicesAreKilledAtOnceAndGoOn() {
    Sales sales = Sales.create(STACK.clickhouse(), "all_killed");
    UUID id = STACK.backfills().request(sales.slowSpec());
    STACK.backfills().taskInTheMiddle(id);
    List<ServiceProcess> all = STACK.processes();

    all.forEach(ServiceProcess::kill);
    all.forEach(ServiceProcess::restart);

    assertSwapped(id, sales);
  }

  private static void assertSwapped(UUID id, Sales sales) {
    Backfill ended = STACK.backfills().end(id);
    assertThat(ended.state()).as("%s", ended.reason()).isEqualTo("SWAPPED");
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));
    assertThat(STACK.swaps().completed(id).getPartitions()).hasSize(4);
  }

  private static String insertOneRowASecond(Sales sales) {
    return """
    INSERT INTO %s.daily SELECT toDate('2021-06-01'), number FROM numbers(15)
    WHERE sleepEachRow(0.999) = 0
    SETTINGS max_block_size = 1, min_insert_block_size_rows = 1
    """
        .formatted(sales.database());
  }

  private static String state(UUID id) {
    return STACK.backfills().find(id).orElseThrow().state();
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
  }
}
