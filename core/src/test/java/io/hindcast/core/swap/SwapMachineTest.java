package io.hindcast.core.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.IllegalTransitionException;
import io.hindcast.core.diagram.Diagram;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapMachine.Step;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SwapMachineTest {
  /** The events that each state takes, besides Claimed and Failed, which all but few take. */
  private static final Map<String, Set<String>> LEGAL =
      Map.ofEntries(
          Map.entry("REQUESTED", Set.of()),
          Map.entry("ADOPTING", Set.of("Adopted")),
          Map.entry("CONSULTING", Set.of("HistoryRead")),
          Map.entry("ASSEMBLING", Set.of("Assembled")),
          Map.entry("SEALING", Set.of("Sealed")),
          Map.entry("VERIFYING_PARTS", Set.of("PartsRead")),
          Map.entry("VERIFYING_ROWS", Set.of("RowsRead")),
          Map.entry("SURVEYING", Set.of("PartsListed")),
          Map.entry("CLONING", Set.of("Cloned")),
          Map.entry("STOPPING_MERGES", Set.of("MergesStopped")),
          Map.entry("AWAITING_MERGES", Set.of("MergesIdle", "MergesBusy", "WindowOver")),
          Map.entry("COMPARING", Set.of("PartsListed", "WindowOver")),
          Map.entry("RECLONING", Set.of("Cloned", "UpdatesPending", "WindowOver")),
          Map.entry("LEAVING_WINDOW", Set.of("MergesStarted")),
          Map.entry("EXCHANGING", Set.of("Exchanged")),
          Map.entry("LOOKING_UP", Set.of("StorageFound")),
          Map.entry("KEEPING_PREVIOUS", Set.of("Cloned")),
          Map.entry("REPLACING", Set.of("PartitionReplaced")),
          Map.entry("NOTING_INSERTS", Set.of("InsertsNoted")),
          Map.entry("STARTING_MERGES", Set.of("MergesStarted")),
          Map.entry("DRAINING", Set.of("InsertsLeft")),
          Map.entry("LISTING_LATE", Set.of("LateListed")),
          Map.entry("COPYING_LATE", Set.of("LateCopied")),
          Map.entry("MOVING_LATE", Set.of("LateMoved")),
          Map.entry("RELEASING_MERGES", Set.of("MergesStarted")),
          Map.entry("READING", Set.of("ContentRead")),
          Map.entry("RETIRING", Set.of("Retired")),
          Map.entry("RESTARTING_MERGES", Set.of("MergesStarted")),
          Map.entry("UNSEALING", Set.of("Unsealed", "Exchanged")),
          Map.entry("COMPLETED", Set.of()),
          Map.entry("REFUSED", Set.of()));

  @Test
  void everyPairIsLegalOrRejectedAsListed() {
    for (SwapState state : SwapSamples.states()) {
      for (SwapEvent event : SwapSamples.events()) {
        assertThat(step(state, event).isPresent())
            .as("%s in %s", event, state)
            .isEqualTo(legal(state, event));
      }
    }
  }

  @Test
  void theSamplesCoverEveryStateAndEvent() {
    assertThat(SwapSamples.states().stream().map(SwapState::label).collect(Collectors.toSet()))
        .isEqualTo(LEGAL.keySet())
        .hasSize((int) leaves(SwapState.class).count());
    assertThat(SwapSamples.events().stream().map(SwapEvent::label).distinct().toList())
        .hasSize((int) leaves(SwapEvent.class).count());
  }

  @Test
  void everyStateButTheFirstWaitsForOneCommand() {
    for (SwapState state : SwapSamples.states()) {
      assertThat(PendingCommand.of(state).isPresent())
          .as(state.label())
          .isEqualTo(!(state instanceof SwapState.Requested));
    }
  }

  @Test
  void aFailureNeverTakesBackWhatReadersSee() {
    for (SwapState state : SwapSamples.states()) {
      if (state instanceof SwapState.Published) {
        assertThat(next(state, new SwapEvent.Failed(SwapSamples.FATAL)))
            .as(state.label())
            .isInstanceOfSatisfying(
                SwapState.Adopting.class,
                adopting -> assertThat(adopting.then()).isInstanceOf(SwapState.Published.class));
      }
    }
  }

  @Test
  void anUnknownOutcomeIsFencedBeforeAnythingElse() {
    SwapEvent failed = new SwapEvent.Failed(SwapSamples.TRANSIENT);
    for (SwapState state : SwapSamples.states()) {
      if (!(state instanceof SwapState.Requested) && !state.terminal()) {
        assertThat(next(state, failed))
            .as(state.label())
            .isInstanceOfSatisfying(
                SwapState.Adopting.class,
                adopting -> assertThat(adopting.context().fence()).isEqualTo(1));
      }
    }
  }

  @Test
  void aTakeoverRenamesTheWorkingTablesFirst() {
    for (SwapState state : SwapSamples.states()) {
      if (!(state instanceof SwapState.Requested) && !state.terminal()) {
        Step step = step(state, new SwapEvent.Claimed(9)).orElseThrow();
        assertThat(step.commands())
            .as(state.label())
            .containsExactly(new SwapCommand.Adopt(step.next().context().tables()));
        assertThat(step.next().context().epoch()).isEqualTo(9);
      }
    }
  }

  @Test
  void aBreakForgetsWhatWasPutTogetherUntilTheExchange() {
    for (SwapState state : SwapSamples.states()) {
      if (state instanceof SwapState.Preparing && !(state instanceof SwapState.Requested)) {
        assertThat(next(state, new SwapEvent.Claimed(9)))
            .isInstanceOfSatisfying(
                SwapState.Adopting.class,
                adopting -> assertThat(adopting.then().context().composed()).isEmpty());
      }
    }
  }

  @Test
  void mergesAreStoppedInVainOnlyThreeTimes() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    for (int window = 0; window < 3; window++) {
      SwapState stopped =
          next(
              new SwapState.StoppingMerges(context), new SwapEvent.MergesStopped(SwapSamples.NOON));
      SwapState left = next(stopped, new SwapEvent.WindowOver());
      if (window < 2) {
        SwapState verifying = next(left, new SwapEvent.MergesStarted(SwapSamples.NOON));
        assertThat(verifying).isInstanceOf(SwapState.VerifyingParts.class);
        context = verifying.context();
      } else {
        assertThat(left).isInstanceOf(SwapState.RestartingMerges.class);
      }
    }
  }

  @Test
  void whatMayPassIsTriedAgainButNotForever() {
    SwapContext context = SwapSamples.context(Strategy.EXCHANGE);
    SwapEvent failed = new SwapEvent.Failed(SwapSamples.TRANSIENT);
    for (int fence = 0; fence < 30; fence++) {
      assertThat(next(new SwapState.Comparing(context, 0), failed))
          .isInstanceOf(SwapState.Adopting.class);
      context = context.fenced();
    }
    assertThat(next(new SwapState.Comparing(context, 0), failed))
        .isInstanceOf(SwapState.RestartingMerges.class);
  }

  @Test
  void theDiagramInTheDocsIsCurrent() {
    Diagram.assertCurrent("swap.mmd", edges());
  }

  private static Set<Diagram.Edge> edges() {
    Set<Diagram.Edge> edges = new TreeSet<>();
    for (SwapState state : SwapSamples.states()) {
      for (SwapEvent event : SwapSamples.events()) {
        if (drawn(state, event)) {
          step(state, event)
              .map(Step::next)
              .filter(next -> !(next instanceof SwapState.Adopting))
              .filter(next -> !next.label().equals(state.label()))
              .ifPresent(
                  next -> edges.add(new Diagram.Edge(state.label(), next.label(), event.label())));
        }
      }
    }
    return edges;
  }

  /** Takeovers and repetitions lead back from everywhere: the docs say it in words. */
  private static boolean drawn(SwapState state, SwapEvent event) {
    return state instanceof SwapState.Requested
        || !(event instanceof SwapEvent.Claimed || state instanceof SwapState.Adopting);
  }

  private static boolean legal(SwapState state, SwapEvent event) {
    return switch (event) {
      case SwapEvent.Claimed ignored -> !state.terminal();
      case SwapEvent.HeldBack ignored ->
          holdable(state) && !(state instanceof SwapState.LeavingWindow);
      case SwapEvent.GroupBroken ignored ->
          holdable(state)
              || (state instanceof SwapState.Preparing && !(state instanceof SwapState.Requested));
      case SwapEvent.Failed ignored -> !state.terminal() && !(state instanceof SwapState.Requested);
      default -> LEGAL.getOrDefault(state.label(), Set.of()).contains(event.label());
    };
  }

  /** Nothing of it is published, and it is known. */
  private static boolean holdable(SwapState state) {
    return state instanceof SwapState.InWindow
        || state instanceof SwapState.Exchanging
        || (state instanceof SwapState.Replacing replacing && replacing.index() == 0);
  }

  private static SwapState next(SwapState state, SwapEvent event) {
    return SwapMachine.transition(state, event).next();
  }

  private static Optional<Step> step(SwapState state, SwapEvent event) {
    try {
      return Optional.of(SwapMachine.transition(state, event));
    } catch (IllegalTransitionException e) {
      return Optional.empty();
    }
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SwapMachineTest::leaves).distinct()
        : Stream.of(type);
  }
}
