package io.hindcast.planner.pace;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.pace.Claim;
import io.hindcast.core.pace.FairShare;
import io.hindcast.core.pace.Grant;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceTable;
import io.hindcast.core.pace.PaceWatch;
import io.hindcast.core.pace.PoolRules;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.pace.ThrottleState;
import io.hindcast.core.spec.BackfillSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
  private final Watchdog watchdog;
  private final Consumer<UUID> raised;

  /** Backfills that mind the load, as far as this process has met them, and their pools. */
  private final Map<UUID, String> minding = new ConcurrentHashMap<>();

  /**
   * @param raised hears of backfills that may have more tasks in flight than before; the grant may
   *     not be committed yet, but whoever looks waits for that
   */
  public Slots(Pools pools, InstantSource clock, Watchdog watchdog, Consumer<UUID> raised) {
    this.pools = pools;
    this.clock = clock;
    this.watchdog = watchdog;
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
    Instant now = clock.instant();
    Pace pace = table.find(backfill.id()).orElseGet(() -> begin(table, backfill, spec));
    PoolRules rules = pools.rules(pace.pool());
    if (PaceWatch.needsLooks(spec.pacing(), rules)) {
      minding.put(backfill.id(), pace.pool());
    }
    Optional<PoolState> pool = pool(table, backfill, pace, wanted);
    boolean held =
        pool.map(locked -> watch(locked, now))
            .filter(watch -> watch.holds(spec.pacing(), rules, now))
            .isPresent();
    return new Allowance(
        held ? 0 : table.allowance(backfill.id()),
        pace.throttle().gentle()
            || pool.map(PoolState::throttle).stream().anyMatch(ThrottleState::gentle));
  }

  /** The pool, divided anew where the backfill wants more than it has. */
  private Optional<PoolState> pool(PaceTable table, Backfill backfill, Pace pace, int wanted) {
    boolean hungry = Math.min(wanted, pace.ceiling()) > table.allowance(backfill.id());
    // Of a group, several want slots in one transaction, and a shared lock cannot become another.
    if (!hungry && backfill.groupId() == null) {
      return table.sharePool(pace.pool());
    }
    Optional<PoolState> pool = table.lockPool(pace.pool());
    pool.ifPresent(locked ->
        divideUnseen(table, locked, clock.instant()).stream()
            .filter(id -> !id.equals(backfill.id()))
            .forEach(raised));
    return pool;
  }

  private PaceWatch watch(PoolState pool, Instant now) {
    return watchdog.watch().also(pool.steppedAt(), now);
  }

  /** Without a look just now: after a while, who minds the load gets no slot. */
  private List<UUID> divideUnseen(PaceTable table, PoolState pool, Instant now) {
    List<Claim> claims = table.claims(pool.name(), now);
    return watch(pool, now).blind(now)
        ? divide(
            table,
            pool,
            claims.stream()
                .map(claim -> minding.containsKey(claim.backfillId()) ? claim.halted() : claim)
                .toList(),
            now)
        : divide(table, pool, claims, now);
  }

  /**
   * Divides a locked pool, whose load was just looked at, among all that want slots.
   *
   * @return who may have more tasks in flight than before
   */
  List<UUID> divide(PaceTable table, PoolState pool, Instant now) {
    List<Claim> claims = table.claims(pool.name(), now);
    Set<UUID> here = claims.stream().map(Claim::backfillId).collect(Collectors.toSet());
    minding
        .entrySet()
        .removeIf(it -> it.getValue().equals(pool.name()) && !here.contains(it.getKey()));
    return divide(table, pool, claims, now);
  }

  private List<UUID> divide(PaceTable table, PoolState pool, List<Claim> claims, Instant now) {
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
