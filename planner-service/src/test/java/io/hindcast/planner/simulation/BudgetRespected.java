package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.planner.SimulatedPlanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Never more attempts at a time than the spec wants, the backfill was granted and its pool has; and
 * never more failed attempts of one task than the spec allows.
 */
final class BudgetRespected implements Invariant {
  /** Failures that are no fault of a task are borne so many times as often. */
  private static final int OUTSIDE_FACTOR = 10;

  private Map<UUID, Integer> before = Map.of();

  @Override
  public void committed(Life life, List<Seen> all) {
    Map<UUID, Integer> now = new HashMap<>();
    for (Seen one : all) {
      UUID id = one.backfill().id();
      Execution execution = SimulatedPlanner.spec(one.backfill()).execution();
      boolean running = one.backfill().state() instanceof BackfillState.Running;
      int inFlight = 0;
      for (Task task : one.tasks()) {
        inFlight += running && task.state() instanceof TaskState.Dispatched ? 1 : 0;
        checkTries(task, execution.attemptsMax());
      }
      now.put(id, inFlight);
      Invariant.require(
          inFlight <= execution.parallelism(),
          () -> "BudgetRespected: more in flight than its parallelism: " + one.tasks());
      if (inFlight > before.getOrDefault(id, 0)) {
        checkGrant(life, id, inFlight);
      }
    }
    checkPool(now);
    before = now;
  }

  private static void checkTries(Task task, int attemptsMax) {
    Invariant.require(
        task.tries().own() <= attemptsMax && task.tries().outside() <= attemptsMax * OUTSIDE_FACTOR,
        () -> "BudgetRespected: more attempts than allowed: " + task);
  }

  /** What runs is left alone when a grant shrinks; but nothing is sent beyond it. */
  private static void checkGrant(Life life, UUID id, int inFlight) {
    int allowance = life.store.inTransaction(tx -> tx.pace().allowance(id));
    Invariant.require(
        inFlight <= allowance,
        () -> "BudgetRespected: %d in flight, %d granted".formatted(inFlight, allowance));
  }

  private void checkPool(Map<UUID, Integer> now) {
    int sum = now.values().stream().mapToInt(Integer::intValue).sum();
    int sumBefore = before.values().stream().mapToInt(Integer::intValue).sum();
    Invariant.require(
        sum <= SimulatedPlanner.SLOTS || sum <= sumBefore,
        () -> "BudgetRespected: more in flight than the pool has slots: " + now);
  }
}
