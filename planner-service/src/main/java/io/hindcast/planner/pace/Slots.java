package io.hindcast.planner.pace;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.pace.Claim;
import io.hindcast.core.pace.FairShare;
import io.hindcast.core.pace.Grant;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.pace.PoolRules;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.pace.ThrottleState;
import io.hindcast.core.spec.BackfillSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the slots of pools. Whoever wants more than it was granted divides its pool anew in its
 * own transaction, alone; whoever has enough only keeps the grants from changing meanwhile.
 */
public final class Slots {
  private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

  private final Pools pools;
  private final InstantSource clock;
  private final Consumer<UUID> raised;

  /**
   * @param raised hears of backfills that may have more tasks in flight than before; the grant may
   *     not be committed yet, but whoever looks waits for that
   */
  public Slots(Pools pools, InstantSource clock, Consumer<UUID> raised) {
    this.pools = pools;
    this.clock = clock;
    this.raised = raised;
  }

  /**
   * What the locked backfill may do.
   *
   * @param tasks that it may have in flight
   * @param gentle whether those that start now should stand back behind everybody else
   */
  public record Allowance(int tasks, boolean gentle) {}

  /**
   * What the locked backfill may do until the transaction ends.
   *
   * @param wanted how many tasks it would like to have in flight, those that are included
   */
  public Allowance allowance(
      BackfillTransaction tx, Backfill backfill, BackfillSpec spec, int wanted) {
    PaceTable table = tx.pace();
    Pace pace = table.find(backfill.id()).orElseGet(() -> begin(table, backfill, spec));
    boolean hungry = Math.min(wanted, pace.ceiling()) > table.allowance(backfill.id());
    // Of a group, several want slots in one transaction, and a shared lock cannot become another.
    Optional<PoolState> pool;
    if (hungry || backfill.groupId() != null) {
      pool = table.lockPool(pace.pool());
      pool.ifPresent(locked ->
          divide(table, locked, clock.instant()).stream()
              .filter(id -> !id.equals(backfill.id()))
              .forEach(raised));
    } else {
      pool = table.sharePool(pace.pool());
    }
    return new Allowance(
        table.allowance(backfill.id()),
        pace.throttle().gentle()
            || pool.map(PoolState::throttle).stream().anyMatch(ThrottleState::gentle));
  }

  /**
   * Divides a locked pool among all that want slots.
   *
   * @return who may have more tasks in flight than before
   */
  List<UUID> divide(PaceTable table, PoolState pool, Instant now) {
    List<Claim> claims = table.claims(pool.name(), now);
    boolean held = claims.stream().anyMatch(claim -> claim.held() > 0);
    PoolState divided = pool.divided(pools.rules(pool.name()).slots(), held, now);
    List<Grant> grants =
        FairShare.divide(divided.grantable(), claims, Duration.between(pool.dividedAt(), now));
    table.grant(grants);
    table.save(divided);
    List<UUID> more = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      int allowance = grants.get(i).allowance();
      if (allowance > claims.get(i).allowance() && allowance > claims.get(i).inFlight()) {
        more.add(claims.get(i).backfillId());
      }
    }
    return more;
  }

  private Pace begin(PaceTable table, Backfill backfill, BackfillSpec spec) {
    Instant now = clock.instant();
    PoolRules rules = pools.rules(spec.pacing().pool());
    Pace first =
        Pace.begin(backfill.id(), spec.pacing(), spec.execution().parallelism(), rules, now);
    table.begin(PoolState.begin(rules, now));
    table.begin(first);
    LOG.info(
        "Backfill {}: takes slots of pool {} at priority {}, {} of {} for now{}",
        backfill.id(),
        first.pool(),
        first.weight(),
        first.ceiling(),
        first.parallelism(),
        first.hold().isEmpty() ? "" : " (" + first.hold() + ")");
    return first;
  }
}
