package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.planner.SimulatedPlanner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Never more attempts at a time than the spec wants, the backfill was granted and its pool has;
 * never more failed attempts of one task than the spec allows; and none at all once the planner has
 * looked after a budget was used up.
 */
final class BudgetRespected implements Invariant {
  /** Failures that are no fault of a task are borne so many times as often. */
  private static final int OUTSIDE_FACTOR = 10;

  private Map<UUID, Integer> before = Map.of();
  private final Map<UUID, Integer> spent = new HashMap<>();
  private Instant lookedAt = Instant.EPOCH;

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
    Pace pace = life.store.inTransaction(tx -> tx.pace().find(id)).orElseThrow();
    Invariant.require(
        pace.spending().standing().compareTo(Budget.Standing.WAITING) < 0,
        () -> "BudgetRespected: something starts though the budget is used up: " + pace);
    int allowance = life.store.inTransaction(tx -> tx.pace().allowance(id));
    Invariant.require(
        inFlight <= allowance,
        () -> "BudgetRespected: %d in flight, %d granted".formatted(inFlight, allowance));
  }

  /** Notes whose budgets are used up before anybody looks. */
  @Override
  public void pacing(Life life) {
    spent.clear();
    lookedAt = lookedAt(life);
    for (Invariant.Seen one : life.seen()) {
      UUID id = one.backfill().id();
      running(life, one)
          .filter(pace -> isSpent(life, one, pace))
          .ifPresent(pace -> spent.put(id, pace.spending().grants()));
    }
  }

  private static Optional<Pace> running(Life life, Invariant.Seen one) {
    return one.backfill().state() instanceof BackfillState.Running
        ? life.store.inTransaction(tx -> tx.pace().find(one.backfill().id()))
        : Optional.empty();
  }

  private static boolean isSpent(Life life, Invariant.Seen one, Pace pace) {
    Long rows = SimulatedPlanner.spec(one.backfill()).pacing().budget().total().rows();
    String prefix = new BackfillNames(one.backfill().id(), "-").queryIdPrefix();
    return rows != null && life.server.rowsRead(prefix) >= rows * pace.spending().grants();
  }

  private static Instant lookedAt(Life life) {
    return life.store.inTransaction(tx ->
        tx.pace().pools().stream().map(PoolState::steppedAt).findFirst().orElse(Instant.EPOCH));
  }

  /**
   * A look that came too early after another one changes nothing; nor does one that is overtaken.
   */
  @Override
  public void paced(Life life) {
    if (lookedAt(life).isAfter(lookedAt)) {
      for (Invariant.Seen one : life.seen()) {
        Integer grants = spent.get(one.backfill().id());
        running(life, one)
            .filter(pace -> grants != null && pace.spending().grants() == grants)
            .ifPresent(pace ->
                Invariant.require(
                    pace.spending().standing().compareTo(Budget.Standing.WAITING) >= 0
                        && pace.ceiling() == 0,
                    () -> "BudgetRespected: a budget that is used up is not noticed: " + pace));
      }
    }
    spent.clear();
  }

  private void checkPool(Map<UUID, Integer> now) {
    int sum = now.values().stream().mapToInt(Integer::intValue).sum();
    int sumBefore = before.values().stream().mapToInt(Integer::intValue).sum();
    Invariant.require(
        sum <= SimulatedPlanner.SLOTS || sum <= sumBefore,
        () -> "BudgetRespected: more in flight than the pool has slots: " + now);
  }
}
