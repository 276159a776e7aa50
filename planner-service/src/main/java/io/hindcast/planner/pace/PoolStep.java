package io.hindcast.planner.pace;

import io.hindcast.core.pace.Budget;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.pace.Pacer;
import io.hindcast.core.pace.PoolRules;
import io.hindcast.core.pace.PoolState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Applies one look to a pool and its backfills, in one transaction that has the pool alone. */
final class PoolStep {
  private final Pools pools;
  private final Slots slots;
  private final Expenses expenses;

  PoolStep(Pools pools, Slots slots, Expenses expenses) {
    this.pools = pools;
    this.slots = slots;
    this.expenses = expenses;
  }

  /**
   * What was found out.
   *
   * @param members running backfills of the pool
   * @param statements of what those with a budget have used
   */
  record Findings(
      List<Paced> members, LoadWatch.Look look, Map<UUID, Expenses.Statement> statements) {}

  /**
   * What became of it, to be told once it is committed.
   *
   * @param raised who may start more tasks than before
   * @param spent whose budget is used up
   */
  record Outcome(List<UUID> raised, Map<UUID, List<PaceChange>> changes, List<UUID> spent) {}

  Outcome step(PaceTable table, String name, Findings findings, Instant now) {
    PoolRules rules = pools.rules(name);
    table.begin(PoolState.begin(rules, now));
    PoolState pool = table.lockPool(name).orElseThrow();
    Map<UUID, List<PaceChange>> changes = new LinkedHashMap<>();
    List<UUID> spent = new ArrayList<>();
    Duration half = pools.rhythm().interval().dividedBy(2);
    if (!now.isBefore(pool.steppedAt().plus(half))) { // Else another planner has just looked.
      pool = pool.step(rules, findings.look().pools(), now);
      for (Paced member : findings.members()) {
        Optional<Pacer.Step> step = step(table, rules, member, findings, now);
        step.filter(it -> !it.changes().isEmpty())
            .ifPresent(it -> changes.put(it.next().backfillId(), it.changes()));
        step.filter(it -> it.next().spending().standing() == Budget.Standing.SPENT)
            .ifPresent(it -> spent.add(it.next().backfillId()));
      }
    }
    return new Outcome(slots.divide(table, pool, now), changes, spent);
  }

  private Optional<Pacer.Step> step(
      PaceTable table, PoolRules rules, Paced member, Findings findings, Instant now) {
    UUID id = member.pace().backfillId();
    Optional<Pace> locked = table.find(id);
    if (locked.isEmpty()) {
      return Optional.empty();
    }
    Paced paced = new Paced(locked.get(), member.spec());
    Optional<Expenses.Reckoning> reckoning =
        expenses.reckon(
            table.usage(id), paced, Optional.ofNullable(findings.statements().get(id)), now);
    Pacer.Step step =
        Pacer.step(
            paced.pace(),
            paced.pacing(),
            rules,
            new Pacer.Findings(
                findings.look().of(id),
                reckoning.map(Expenses.Reckoning::account),
                reckoning.map(Expenses.Reckoning::bill).orElse(bill(paced.pace()))),
            now);
    if (!step.next().equals(paced.pace())) {
      table.save(step.next());
    }
    if (!step.changes().isEmpty()) {
      table.note(id, step.changes());
    }
    return Optional.of(step);
  }

  private static Pacer.Bill bill(Pace pace) {
    return new Pacer.Bill(pace.spending().total(), pace.spending().money());
  }
}
