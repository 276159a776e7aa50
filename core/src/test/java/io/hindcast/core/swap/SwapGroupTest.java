package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SwapGroupTest {
  private static final SwapFailure REFUSED = SwapFailure.of(ErrorCode.SCHEMA_INCOMPATIBLE, "No");

  @Test
  void stopsMergesOnlyWhenAllArePrepared() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    assertThat(
            SwapGroup.next(
                List.of(
                    new SwapState.StoppingMerges(context), new SwapState.VerifyingParts(context))))
        .isEqualTo(new SwapGroup.Go(1));
  }

  @Test
  void nobodysMergesWaitForSomebodyElsesPreparation() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    assertThat(
            SwapGroup.next(
                List.of(new SwapState.LeavingWindow(context), new SwapState.Exchanging(context))))
        .isEqualTo(new SwapGroup.Tell(1, new SwapEvent.HeldBack()));
  }

  @Test
  void exchangesBackToBack() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    assertThat(
            SwapGroup.next(
                List.of(new SwapState.NotingInserts(context), new SwapState.Exchanging(context))))
        .isEqualTo(new SwapGroup.Go(1));
  }

  @Test
  void aRefusalTakesTheOthersWithIt() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    assertThat(
            SwapGroup.next(
                List.of(
                    new SwapState.Refused(context, REFUSED), new SwapState.Surveying(context, 0))))
        .isInstanceOfSatisfying(
            SwapGroup.Tell.class,
            tell -> {
              assertThat(tell.index()).isEqualTo(1);
              assertThat(tell.event())
                  .isInstanceOfSatisfying(
                      SwapEvent.GroupBroken.class,
                      broken ->
                          assertThat(broken.failure().message())
                              .contains(SwapSamples.TARGET.toString(), "No"));
            });
  }

  @Test
  void whatWasPublishedIsNotTornDownByALaterRefusal() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    assertThat(
            SwapGroup.next(
                List.of(
                    new SwapState.Refused(context, REFUSED),
                    new SwapState.ReleasingMerges(context),
                    new SwapState.Surveying(context, 0))))
        .isEqualTo(new SwapGroup.Go(2));
  }

  @Test
  void measuresTheGapBetweenFirstAndLast() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    SwapState first =
        SwapMachine.transition(
                new SwapState.Exchanging(context), new SwapEvent.Exchanged(10, SwapSamples.NOON))
            .next();
    SwapState second =
        SwapMachine.transition(
                new SwapState.Exchanging(context),
                new SwapEvent.Exchanged(10, SwapSamples.NOON.plusMillis(3)))
            .next();
    assertThat(SwapGroup.gap(List.of(second, first))).contains(Duration.ofMillis(3));
    assertThat(SwapGroup.gap(List.of(first, new SwapState.Exchanging(context)))).isEmpty();
  }

  /** Whatever fails, and whoever takes over: all or nothing up to the first publication. */
  @Property(tries = 2_000)
  void publishesAllOrNone(@ForAll long seed) {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(3);
    List<SwapState> members = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      members.add(new SwapState.Requested(SwapContext.of(SwapSamples.plan(Strategy.EXCHANGE))));
    }
    for (int i = 0; i < size; i++) {
      step(members, i, new SwapEvent.Claimed(1));
    }
    boolean published = false;
    for (int steps = 0; steps < 5_000; steps++) {
      switch (SwapGroup.next(members)) {
        case SwapGroup.Done ignored -> {
          long completed = members.stream().filter(SwapState.Completed.class::isInstance).count();
          assertThat(completed).as("completed of %d", size).isIn(0L, (long) size);
          return;
        }
        case SwapGroup.Tell tell -> {
          assertThat(published && tell.event() instanceof SwapEvent.GroupBroken).isFalse();
          step(members, tell.index(), tell.event());
        }
        case SwapGroup.Go go -> {
          SwapState state = members.get(go.index());
          if (state instanceof SwapState.Exchanging) {
            assertThat(members)
                .allMatch(member ->
                    member instanceof SwapState.Exchanging
                        || member instanceof SwapState.Published);
          }
          step(members, go.index(), answer(state, random, published));
          published |= members.get(go.index()) instanceof SwapState.Published;
        }
      }
    }
    throw new AssertionError("The group does not end: " + members);
  }

  private static void step(List<SwapState> members, int index, SwapEvent event) {
    members.set(index, SwapMachine.transition(members.get(index), event).next());
  }

  /** What the step comes to: mostly what it is meant to, sometimes a failure or a slow window. */
  private static SwapEvent answer(SwapState state, Random random, boolean published) {
    if (!published && random.nextInt(40) == 0 && !(state instanceof SwapState.Adopting)) {
      return new SwapEvent.Failed(random.nextBoolean() ? REFUSED : SwapSamples.TRANSIENT);
    }
    SwapPart touched = SwapSamples.TOUCHED;
    PartitionDigest pinned =
        new PartitionDigest(10, SwapSamples.PIN_A.checksum(), SwapSamples.PIN_A.partsHash());
    return switch (state) {
      case SwapState.Adopting ignored -> new SwapEvent.Adopted();
      case SwapState.Sealing ignored -> new SwapEvent.Sealed(SwapSamples.STORAGES);
      case SwapState.VerifyingParts ignored ->
          new SwapEvent.PartsRead(List.of(touched), Map.of("a", pinned));
      case SwapState.Surveying ignored -> listed(touched);
      case SwapState.StoppingMerges ignored -> new SwapEvent.MergesStopped(SwapSamples.NOON);
      case SwapState.AwaitingMerges ignored ->
          random.nextInt(6) == 0 ? new SwapEvent.WindowOver() : new SwapEvent.MergesIdle();
      case SwapState.Comparing ignored -> listed(touched);
      case SwapState.LeavingWindow ignored -> new SwapEvent.MergesStarted(SwapSamples.NOON);
      case SwapState.Exchanging ignored -> new SwapEvent.Exchanged(1, SwapSamples.NOON);
      case SwapState.LookingUp ignored -> new SwapEvent.StorageFound(SwapSamples.STORAGES.live());
      case SwapState.NotingInserts ignored -> new SwapEvent.InsertsNoted(Set.of());
      case SwapState.StartingMerges ignored -> new SwapEvent.MergesStarted(SwapSamples.NOON);
      case SwapState.ListingLate ignored -> new SwapEvent.LateListed(List.of(), List.of());
      case SwapState.ReleasingMerges ignored -> new SwapEvent.MergesStarted(SwapSamples.NOON);
      case SwapState.Reading ignored -> new SwapEvent.ContentRead(Map.of(), Map.of("a", pinned));
      case SwapState.Retiring ignored ->
          new SwapEvent.Retired(
              new KeptTables(
                  SwapSamples.kept(new UUID(0, 1), "previous"),
                  SwapSamples.kept(new UUID(0, 1), "published"),
                  null));
      case SwapState.RestartingMerges ignored -> new SwapEvent.MergesStarted(SwapSamples.NOON);
      case SwapState.Unsealing ignored -> new SwapEvent.Unsealed();
      default -> throw new AssertionError("Not expected here: " + state);
    };
  }

  private static SwapEvent listed(SwapPart touched) {
    return new SwapEvent.PartsListed(List.of(), List.of(touched), List.of(), List.of(touched));
  }
}
