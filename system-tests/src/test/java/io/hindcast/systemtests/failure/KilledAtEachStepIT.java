package io.hindcast.systemtests.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.localstack.services.ServiceProcess;
import io.hindcast.systemtests.stack.Sales;
import io.hindcast.systemtests.stack.StepGate;
import io.hindcast.systemtests.stack.StopsStack;
import io.hindcast.systemtests.stack.SystemStack;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Planner and validator die by SIGKILL in turn at the steps of a swap and of its rollback, and are
 * started again while it goes on: at every second one, unless more or fewer are asked for.
 */
@Timeout(600)
@ExtendWith(StopsStack.class)
class KilledAtEachStepIT {
  private static final Logger LOG = LoggerFactory.getLogger(KilledAtEachStepIT.class);
  private static final int EVERY = Integer.getInteger("hindcast.steps.every", 2);

  private static final SystemStack STACK = SystemStack.shared();

  @Test
  void swapAndRollbackComeToTheSameEnd() {
    Sales sales = Sales.create(STACK.clickhouse(), "killed_at_steps");
    List<String> before = sales.found(STACK.clickhouse());
    UUID id = STACK.backfills().request(sales.approvedSpec());
    STACK.backfills().until(id, "AWAITING_APPROVAL");

    killAtEachStep(id, "APPROVE", "SWAPPED", 1);
    assertThat(sales.found(STACK.clickhouse())).isEqualTo(sales.expected(STACK.clickhouse()));

    STACK.clickhouse().execute("INSERT INTO killed_at_steps.daily VALUES ('2021-03-02', 7)");
    killAtEachStep(id, "ROLLBACK", "ROLLED_BACK", 2);
    assertThat(sales.found(STACK.clickhouse()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(before.stream(), Stream.of("2021-03-02\t7")).toList());
  }

  /** One dies while the swap is held; the swap goes on while it comes back. */
  private static void killAtEachStep(UUID id, String action, String state, int swaps) {
    List<ServiceProcess> victims = List.of(STACK.process("planner"), STACK.process("validator"));
    try (StepGate gate = STACK.closedGate()) {
      STACK.api().control(id, action, Optional.of("system test"));
      Set<String> steps = new LinkedHashSet<>();
      while (gate.awaitStep(id, swaps)) {
        // A relay that is held for longer than its lease begins anew: once for each step is enough.
        if (steps.add(gate.step()) && steps.size() % EVERY == 0) {
          ServiceProcess victim = victims.get(steps.size() / EVERY % victims.size());
          victim.kill();
          gate.pass();
          victim.restart();
        } else {
          gate.pass();
        }
      }
      LOG.info("{}: a death at every {} of {}", state, EVERY, steps);
      assertThat(steps).as("steps of the swap").hasSizeGreaterThan(Math.max(8, 2 * EVERY));
    }
    STACK.backfills().until(id, backfill -> backfill.state().equals(state));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(STACK.swaps().of(id)).as("events").hasSize(swaps));
  }
}
