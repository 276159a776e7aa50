package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairShareTest {
  private static final Duration ROUND = Duration.ofMillis(500);

  @Provide
  Arbitrary<Claim> claims() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 100),
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(0, 50),
            Arbitraries.integers().between(0, 10),
            Arbitraries.integers().between(0, 20),
            Arbitraries.doubles().between(0, 100))
        .as((weight, ceiling, demand, inFlight, allowance, lead) ->
            new Claim(
                UUID.randomUUID(),
                weight,
                ceiling,
                demand,
                inFlight,
                allowance,
                0,
                lead,
                Rest.NONE));
  }

  @Property(tries = 500)
  void neverGivesMoreThanThePoolHas(
      @ForAll @IntRange(max = 30) int slots,
      @ForAll @Size(max = 25) List<@net.jqwik.api.From("claims") Claim> claims) {
    List<Grant> grants = FairShare.divide(slots, claims, ROUND);

    int held = 0;
    int running = 0;
    for (int i = 0; i < claims.size(); i++) {
      held += Math.max(grants.get(i).allowance(), claims.get(i).inFlight());
      running += claims.get(i).inFlight();
      assertThat(grants.get(i).allowance()).isBetween(0, Math.max(0, claims.get(i).want()));
    }
    assertThat(held).isLessThanOrEqualTo(Math.max(slots, running));
  }

  @Property(tries = 500)
  void leavesNoSlotFreeThatSomebodyCouldUse(
      @ForAll @IntRange(max = 30) int slots,
      @ForAll @Size(max = 25) List<@net.jqwik.api.From("claims") Claim> claims) {
    List<Grant> grants = FairShare.divide(slots, claims, ROUND);

    int held = 0;
    boolean somebodyWants = false;
    for (int i = 0; i < claims.size(); i++) {
      int granted = Math.max(grants.get(i).allowance(), claims.get(i).inFlight());
      held += granted;
      somebodyWants |= granted < claims.get(i).want();
    }
    assertThat(held >= slots || !somebodyWants).isTrue();
  }

  @Property(tries = 200)
  void isTheSameForTheSameClaims(
      @ForAll @IntRange(max = 30) int slots,
      @ForAll @Size(max = 25) List<@net.jqwik.api.From("claims") Claim> claims) {
    assertThat(FairShare.divide(slots, claims, ROUND))
        .isEqualTo(FairShare.divide(slots, claims, ROUND));
  }

  @Property(tries = 60)
  void everybodyHasItsTurnWithinABoundedTime(
      @ForAll @IntRange(min = 1, max = 6) int slots,
      @ForAll @IntRange(min = 2, max = 25) int backfills,
      @ForAll long seed) {
    Pool pool = new Pool(slots, equals(backfills, 30), seed);

    pool.run(400);

    // Tasks last up to 3 rounds; everybody else may have one turn and one task before.
    int bound = 8 * (backfills / slots + 1);
    assertThat(pool.longestWait).isLessThanOrEqualTo(bound);
  }

  @Property(tries = 30)
  void weightsAreKeptInTheLongRun(
      @ForAll @IntRange(min = 1, max = 4) int slots, @ForAll long seed) {
    Pool pool = new Pool(slots, List.of(90, 30, 30, 10, 10, 10, 10), seed);

    pool.run(20_000);

    double normal = (pool.served[1] + pool.served[2]) / 2.0;
    double low = (pool.served[3] + pool.served[4] + pool.served[5] + pool.served[6]) / 4.0;
    if (slots == 1) {
      assertThat(pool.served[0] / normal).isBetween(2.7, 3.3);
    }
    assertThat(normal / low).isBetween(2.6, 3.4);
  }

  @Test
  void aSingleBackfillHasAllThatItsCeilingPermits() {
    Claim alone = new Claim(UUID.randomUUID(), 10, 6, 100, 0, 0, 0, 50, Rest.NONE);

    assertThat(FairShare.divide(8, List.of(alone), ROUND).getFirst().allowance()).isEqualTo(6);
    assertThat(FairShare.divide(4, List.of(alone), ROUND).getFirst().allowance()).isEqualTo(4);
  }

  @Test
  void slotsAreDividedByWeight() {
    Claim high = new Claim(UUID.randomUUID(), 90, 100, 100, 0, 0, 0, 0, Rest.NONE);
    Claim normal = new Claim(UUID.randomUUID(), 30, 100, 100, 0, 0, 0, 0, Rest.NONE);

    assertThat(FairShare.divide(8, List.of(normal, high), ROUND))
        .extracting(Grant::allowance)
        .containsExactly(2, 6);
  }

  @Test
  void nothingIsTakenFromARunningTaskButTheNextOneIsSomebodyElses() {
    Claim holder = new Claim(UUID.randomUUID(), 30, 4, 10, 2, 2, 2, 30, Rest.NONE);
    Claim waiting = new Claim(UUID.randomUUID(), 30, 4, 10, 0, 0, 0, 0, Rest.NONE);

    assertThat(FairShare.divide(2, List.of(holder, waiting), ROUND))
        .extracting(Grant::allowance)
        .containsExactly(0, 0);
    Claim oneEnded = new Claim(holder.backfillId(), 30, 4, 9, 1, 0, 2, 30, Rest.NONE);
    assertThat(FairShare.divide(2, List.of(oneEnded, waiting), ROUND))
        .extracting(Grant::allowance)
        .containsExactly(0, 1);
  }

  @Test
  void whoWantsNothingSavesUpNothing() {
    Claim idle = new Claim(UUID.randomUUID(), 30, 4, 0, 0, 0, 0, 0, Rest.NONE);
    Claim busy = new Claim(UUID.randomUUID(), 30, 4, 10, 1, 1, 1, 0, Rest.NONE);
    double lead = 0;
    for (int i = 0; i < 100; i++) {
      List<Grant> grants =
          FairShare.divide(1, List.of(idle, busy.leading(lead)), Duration.ofSeconds(1));
      lead = grants.get(1).lead();
    }

    assertThat(lead).isZero();
  }

  @Test
  void whoRestsStartsNothingAndLeavesItsSlotToOthers() {
    Claim resting = new Claim(UUID.randomUUID(), 30, 1, 10, 1, 1, 1, 0, new Rest(0.5, 0));
    Claim other = new Claim(UUID.randomUUID(), 30, 4, 10, 0, 0, 0, 0, Rest.NONE);

    List<Grant> grants = FairShare.divide(2, List.of(resting, other), ROUND);

    assertThat(grants).extracting(Grant::allowance).containsExactly(0, 1);
    assertThat(grants.getFirst().held()).isEqualTo(1);
    assertThat(grants.getFirst().owed()).isEqualTo(0.25);
    Claim rested = new Claim(resting.backfillId(), 30, 1, 10, 0, 0, 0, 0, new Rest(0.5, 0.25));
    assertThat(FairShare.divide(2, List.of(rested, other), ROUND))
        .extracting(Grant::allowance, Grant::owed)
        .contains(org.assertj.core.groups.Tuple.tuple(1, 0.0));
  }

  private static List<Integer> equals(int count, int weight) {
    return java.util.Collections.nCopies(count, weight);
  }

  /** Backfills with endless work on one pool; tasks last one to three rounds. */
  private static final class Pool {
    private final int slots;
    private final List<Integer> weights;
    private final Random random;
    private final List<List<Integer>> running = new ArrayList<>();
    private final int[] waiting;
    private final long[] served;
    private int longestWait;
    private List<Grant> grants = List.of();

    Pool(int slots, List<Integer> weights, long seed) {
      this.slots = slots;
      this.weights = weights;
      this.random = new Random(seed);
      this.waiting = new int[weights.size()];
      this.served = new long[weights.size()];
      weights.forEach(weight -> running.add(new ArrayList<>()));
    }

    void run(int rounds) {
      for (int round = 0; round < rounds; round++) {
        running.forEach(tasks -> {
          tasks.replaceAll(left -> left - 1);
          tasks.removeIf(left -> left <= 0);
        });
        grants = FairShare.divide(slots, claims(), ROUND);
        for (int i = 0; i < weights.size(); i++) {
          start(i);
        }
        assertThat(running.stream().mapToInt(List::size).sum()).isEqualTo(slots);
      }
    }

    private void start(int i) {
      while (running.get(i).size() < grants.get(i).allowance()) {
        running.get(i).add(1 + random.nextInt(3));
      }
      served[i] += running.get(i).size();
      waiting[i] = running.get(i).isEmpty() ? waiting[i] + 1 : 0;
      longestWait = Math.max(longestWait, waiting[i]);
    }

    private List<Claim> claims() {
      List<Claim> claims = new ArrayList<>();
      for (int i = 0; i < weights.size(); i++) {
        Grant last = grants.isEmpty() ? new Grant(new UUID(0, i), 0, 0, 0, 0) : grants.get(i);
        claims.add(
            new Claim(
                new UUID(0, i),
                weights.get(i),
                slots,
                100,
                running.get(i).size(),
                last.allowance(),
                last.held(),
                last.lead(),
                Rest.NONE));
      }
      return claims;
    }
  }
}
