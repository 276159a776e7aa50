package io.hindcast.core.pace;

import io.hindcast.core.spec.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Divides a pool's slots among backfills: weighted fair queueing over the time for which slots are
 * held, which is fair whatever tasks last. Slots go one by one to whoever has had least of them for
 * its weight, so that with fewer slots than backfills everybody has its turn. Nothing is taken from
 * a running task. The accounting is that of start-time fair queueing (Goyal, Vin, Cheng 1996): who
 * wants nothing saves up nothing.
 *
 * <p>The sum over all claims of the greater of allowance and tasks in flight never exceeds the
 * slots, unless more tasks were in flight already; so a dispatcher that respects its own allowance
 * keeps to the pool's slots without looking at the others.
 */
public final class FairShare {
  /** Slots differ by this much in rank, so that equals get equal numbers of slots. */
  private static final double SLOT_SECONDS = 1;

  /** A holder keeps its slot for this long before somebody else's turn comes. */
  private static final double TURN_SECONDS = 0.5;

  /** After a longer pause nobody knows who held what. */
  private static final Duration ELAPSED_MAX = Duration.ofMinutes(1);

  private FairShare() {}

  /**
   * The grants of one round, in the order of the claims.
   *
   * @param slots of the pool
   * @param elapsed since the last round
   */
  public static List<Grant> divide(int slots, List<Claim> claims, Duration elapsed) {
    List<Claim> accounted = account(claims, elapsed);
    Map<UUID, Integer> ideal = ideal(slots, accounted);
    Map<UUID, Integer> allowances = new HashMap<>();
    int free = slots;
    for (Claim claim : accounted) {
      allowances.put(
          claim.backfillId(),
          Math.min(claim.inFlight(), ideal.getOrDefault(claim.backfillId(), 0)));
      free -= claim.inFlight();
    }
    for (Claim claim : ranked(accounted, slots)) {
      int granted = allowances.getOrDefault(claim.backfillId(), 0);
      if (free > 0 && granted >= claim.inFlight() && granted < ideal(ideal, claim)) {
        allowances.put(claim.backfillId(), granted + 1);
        free--;
      }
    }
    return accounted.stream()
        .map(claim -> grant(claim, allowances.getOrDefault(claim.backfillId(), 0)))
        .toList();
  }

  private static Grant grant(Claim claim, int allowance) {
    return new Grant(
        claim.backfillId(),
        allowance,
        Math.max(allowance, claim.inFlight()),
        claim.lead(),
        claim.rest().owed());
  }

  private static int ideal(Map<UUID, Integer> ideal, Claim claim) {
    return ideal.getOrDefault(claim.backfillId(), 0);
  }

  static Duration counted(Duration elapsed) {
    Duration some = elapsed.isNegative() ? Duration.ZERO : elapsed;
    return some.compareTo(ELAPSED_MAX) < 0 ? some : ELAPSED_MAX;
  }

  /** Adds what was held since the last round, and measures everybody from who has had least. */
  private static List<Claim> account(List<Claim> claims, Duration elapsed) {
    Duration counted = counted(elapsed);
    double seconds = counted.toNanos() / 1e9;
    List<Claim> charged =
        claims.stream()
            .map(claim -> claim.leading(claim.lead() + claim.held() * seconds / share(claim)))
            .map(claim -> claim.resting(claim.rest().after(claim.held() > 0, counted)))
            .toList();
    double least =
        charged.stream().filter(claim -> claim.want() > 0).mapToDouble(Claim::lead).min().orElse(0);
    return charged.stream().map(claim -> claim.leading(Math.max(0, claim.lead() - least))).toList();
  }

  /** How many slots each would have if they were all free. */
  private static Map<UUID, Integer> ideal(int slots, List<Claim> claims) {
    Map<UUID, Integer> ideal = new HashMap<>();
    for (Claim claim : ranked(claims, slots)) {
      ideal.merge(claim.backfillId(), 1, Integer::sum);
    }
    return ideal;
  }

  /** Whose turn it is, slot by slot. */
  private static List<Claim> ranked(List<Claim> claims, int slots) {
    PriorityQueue<Turn> turns = new PriorityQueue<>(Turn.ORDER);
    for (int i = 0; i < claims.size(); i++) {
      if (claims.get(i).want() > 0) {
        turns.add(new Turn(claims.get(i), 0, i));
      }
    }
    List<Claim> order = new ArrayList<>();
    while (order.size() < slots && !turns.isEmpty()) {
      Turn turn = turns.remove();
      order.add(turn.claim());
      if (turn.slot() + 1 < turn.claim().want()) {
        turns.add(new Turn(turn.claim(), turn.slot() + 1, turn.place()));
      }
    }
    return order;
  }

  private static double share(Claim claim) {
    return claim.weight() / (double) Pacing.PRIORITY.fallback();
  }

  /** The claim's slot of this number, from 0. */
  private record Turn(Claim claim, int slot, int place) {
    static final Comparator<Turn> ORDER =
        Comparator.comparingDouble(Turn::rank).thenComparingInt(Turn::place);

    double rank() {
      double kept = slot < claim.allowance() ? TURN_SECONDS : 0;
      return claim.lead() + (slot * SLOT_SECONDS - kept) / share(claim);
    }
  }
}
