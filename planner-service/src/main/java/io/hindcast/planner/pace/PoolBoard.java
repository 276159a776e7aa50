package io.hindcast.planner.pace;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.pace.Claim;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PoolState;
import io.hindcast.core.pace.ThrottleState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how pools stand, and who has their slots. */
public final class PoolBoard {
  private final BackfillStore store;
  private final Pools pools;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public PoolBoard(BackfillStore store, Pools pools, InstantSource clock) {
    this.store = store;
    this.pools = pools;
    this.clock = clock;
  }

  /**
   * One pool.
   *
   * @param slots that the operator gives it
   * @param usable those that its throttle permits now
   * @param members its running backfills, oldest first
   */
  public record Standing(
      String pool, int slots, int usable, ThrottleState throttle, List<Member> members) {
    /** Copies the members. */
    public Standing {
      members = List.copyOf(members);
    }

    /** Slots that tasks hold. */
    public int used() {
      return members.stream().mapToInt(member -> member.claim().inFlight()).sum();
    }

    /** Backfills that could use more slots than they are granted. */
    public long waiting() {
      return members.stream().filter(member -> member.claim().hungry()).count();
    }
  }

  /**
   * A running backfill of a pool.
   *
   * @param hold why nothing of it may start; empty while something may
   */
  public record Member(String name, Claim claim, String hold) {}

  /** All that the operator has named, and others that backfills still hold; by name. */
  public List<Standing> read() {
    return store.inTransaction(tx -> {
      Map<UUID, Pace> paces = running(tx);
      return Stream.concat(pools.names().stream(), paces.values().stream().map(Pace::pool))
          .collect(Collectors.toCollection(TreeSet::new))
          .stream()
          .map(pool -> standing(tx, pool, paces))
          .toList();
    });
  }

  /** One of those that the operator has named. */
  Standing read(String pool) {
    return store.inTransaction(tx -> standing(tx, pool, running(tx)));
  }

  private static Map<UUID, Pace> running(BackfillTransaction tx) {
    return tx.pace().running().stream().collect(Collectors.toMap(Pace::backfillId, it -> it));
  }

  private Standing standing(BackfillTransaction tx, String name, Map<UUID, Pace> paces) {
    Instant now = clock.instant();
    int slots = pools.rules(name).slots();
    PoolState pool =
        tx.pace().pools().stream()
            .filter(stored -> stored.name().equals(name))
            .findFirst()
            .orElseGet(() -> PoolState.begin(pools.rules(name), now));
    return new Standing(
        name,
        slots,
        Math.min(slots, pool.usable()),
        pool.throttle(),
        tx.pace().claims(name, now).stream()
            .filter(claim -> paces.containsKey(claim.backfillId()))
            .map(claim -> member(tx, claim, Optional.ofNullable(paces.get(claim.backfillId()))))
            .toList());
  }

  private static Member member(BackfillTransaction tx, Claim claim, Optional<Pace> pace) {
    return new Member(
        tx.find(claim.backfillId()).orElseThrow().request().name(),
        claim,
        pace.map(Pace::hold).orElse(""));
  }
}
