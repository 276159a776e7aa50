package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.backfill.BackfillMachine.Step;
import io.hindcast.core.diagram.Diagram;
import io.hindcast.core.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackfillMachineTest {
  private static final Map<String, Set<String>> LEGAL =
      Map.ofEntries(
          Map.entry(
              "PLANNING",
              Set.of(
                  "Planned",
                  "PlanRefused",
                  "NothingLeft",
                  "Overlapped",
                  "CancelRequested",
                  "GroupBroken")),
          Map.entry("QUEUED", Set.of("Unblocked", "CancelRequested", "GroupBroken")),
          Map.entry(
              "RUNNING",
              Set.of(
                  "PassComplete",
                  "TaskGaveUp",
                  "CancelRequested",
                  "GroupBroken",
                  "RollbackRequested",
                  "GroupSplit")),
          Map.entry(
              "VALIDATING",
              Set.of(
                  "VerdictPassed",
                  "VerdictFailed",
                  "VerdictStale",
                  "CancelRequested",
                  "GroupBroken",
                  "RollbackRequested",
                  "GroupSplit")),
          Map.entry(
              "SETTLING",
              Set.of(
                  "FencesCompared",
                  "CancelRequested",
                  "GroupBroken",
                  "RollbackRequested",
                  "GroupSplit")),
          Map.entry(
              "AWAITING_APPROVAL",
              Set.of(
                  "Approved", "CancelRequested", "GroupBroken", "RollbackRequested", "GroupSplit")),
          Map.entry("AWAITING_GROUP", Set.of("GroupReady", "CancelRequested", "GroupBroken")),
          Map.entry("TAKING_BACK", Set.of("SwapRolledBack", "SwapRefused")),
          Map.entry("SWAPPING", Set.of("SwapCompleted", "SwapRefused")),
          Map.entry("FOLLOWING_UP", Set.of("FencesCompared", "RollbackRequested", "GroupSplit")),
          Map.entry("SWAPPED", Set.of("RollbackRequested", "GroupSplit")),
          Map.entry("ROLLING_BACK", Set.of("SwapRolledBack", "SwapRefused")),
          Map.entry("ROLLED_BACK", Set.of("ForwardRequested")),
          Map.entry("SWAPPING_AGAIN", Set.of("SwapCompleted", "SwapRefused")),
          Map.entry("FAILED", Set.of("RollbackRequested", "GroupSplit", "RetryRequested")),
          Map.entry("HOT_PARTITION", Set.of("RollbackRequested", "GroupSplit")),
          Map.entry("CANCELLING", Set.of("WorkStopped", "CancelRequested")),
          Map.entry("CANCELLED", Set.of()),
          Map.entry("REJECTED", Set.of()),
          Map.entry("NOTHING_TO_DO", Set.of()));

  @Test
  void everyPairIsLegalOrRejectedAsListed() {
    for (BackfillState state : BackfillSamples.states()) {
      for (BackfillEvent event : BackfillSamples.events()) {
        boolean before =
            event instanceof BackfillEvent.CancelRequested
                || event instanceof BackfillEvent.GroupBroken;
        boolean after =
            event instanceof BackfillEvent.RollbackRequested
                || event instanceof BackfillEvent.GroupSplit;
        boolean wrongTime = swapped(state) ? before : after;
        assertThat(step(state, event).isPresent())
            .as("%s in %s", event, state)
            .isEqualTo(
                LEGAL.getOrDefault(state.label(), Set.of()).contains(event.label()) && !wrongTime);
      }
    }
  }

  @Test
  void theSamplesCoverEveryStateAndEvent() {
    assertThat(
            BackfillSamples.states().stream().map(BackfillState::label).collect(Collectors.toSet()))
        .isEqualTo(LEGAL.keySet())
        .hasSize(BackfillState.class.getPermittedSubclasses().length);
    assertThat(
            BackfillSamples.events().stream()
                .<Class<?>>map(BackfillEvent::getClass)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(BackfillEvent.class.getPermittedSubclasses()));
  }

  @Test
  void resultsThatNobodyWaitsForAreRejected() {
    for (BackfillState state : BackfillSamples.states()) {
      for (BackfillEvent event : BackfillSamples.strangers()) {
        assertThat(step(state, event)).as("%s in %s", event, state).isEmpty();
      }
    }
  }

  @Test
  void aRejectionNamesTheBackfillItsStateAndTheEvent() {
    assertThatThrownBy(() ->
            BackfillMachine.transition(
                "b1",
                new BackfillState.Planning(),
                new BackfillEvent.Approved("ada", BackfillSamples.REVIEW.content())))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessage("Backfill b1: Approved is not possible in state PLANNING");
  }

  @Test
  void theDiagramInTheDocsIsCurrent() {
    Set<Diagram.Edge> edges = new TreeSet<>();
    for (BackfillState state : BackfillSamples.states()) {
      for (BackfillEvent event : BackfillSamples.events()) {
        step(state, event)
            .map(Step::next)
            .ifPresent(
                next -> edges.add(new Diagram.Edge(state.label(), next.label(), event.label())));
      }
    }
    Diagram.assertCurrent("backfill.mmd", edges);
  }

  @Test
  void everyLiveStateIsWorkedOnOrWaitsForAnAnswer() {
    Set<String> waiting =
        Set.of(
            "PLANNING",
            "QUEUED",
            "VALIDATING",
            "AWAITING_APPROVAL",
            "AWAITING_GROUP",
            "SWAPPING",
            "SWAPPING_AGAIN",
            "TAKING_BACK");
    for (BackfillState state : BackfillSamples.states()) {
      if (!state.terminal() && !(state instanceof BackfillState.RollingBack)) {
        assertThat(BackfillMachine.pending(state).isEmpty())
            .as(state.label())
            .isEqualTo(waiting.contains(state.label()));
      }
    }
  }

  @Test
  void whatEndsAfterWorkBeganIsCleanedUp() {
    for (BackfillState state : BackfillSamples.states()) {
      for (BackfillEvent event : BackfillSamples.events()) {
        step(state, event)
            .filter(step -> step.next().terminal())
            .filter(step -> !(step.next() instanceof BackfillState.Rejected))
            .filter(step -> !(step.next() instanceof BackfillState.NothingToDo))
            .ifPresent(step ->
                assertThat(step.commands())
                    .as("%s in %s", event, state)
                    .containsExactly(new BackfillCommand.CleanUp()));
      }
    }
  }

  @Test
  void aCancelIsAcknowledgedOnlyOnceTheWorkHasStopped() {
    for (BackfillState state : BackfillSamples.states()) {
      for (BackfillEvent event : BackfillSamples.events()) {
        step(state, event)
            .filter(step -> step.next() instanceof BackfillState.Cancelled)
            .ifPresent(step -> {
              assertThat(state).isInstanceOf(BackfillState.Cancelling.class);
              assertThat(event).isInstanceOf(BackfillEvent.WorkStopped.class);
            });
      }
    }
  }

  @Test
  void aRetryGoesOnWithWhatFailedAndJudgesAllAgainWhereEveryTaskWasDone() {
    BackfillState failed = new BackfillState.Failed(ErrorCode.CHECK_FAILED, "no");
    Course exhausted = BackfillSamples.EXHAUSTED;

    Step tasks =
        step(failed, new BackfillEvent.RetryRequested("ada", exhausted, false)).orElseThrow();
    Course same = courseOf(tasks.next());
    assertThat(same.pass()).isEqualTo(exhausted.pass());
    assertThat(same.recomputed()).isEqualTo(new Course.Recomputed(0, 0, 0, 0, 3));
    assertThat(tasks.commands())
        .contains(new BackfillCommand.RetryTasks(1), new BackfillCommand.OpenShadow(0));

    Step verdict =
        step(failed, new BackfillEvent.RetryRequested("ada", exhausted, true)).orElseThrow();
    assertThat(courseOf(verdict.next()).pass()).isEqualTo(exhausted.pass() + 1);
    assertThat(verdict.commands()).contains(new BackfillCommand.RegroupRound(0, 2));

    BackfillState tampered = new BackfillState.Failed(ErrorCode.CONTENT_CHANGED, "no");
    assertThat(
            step(tampered, new BackfillEvent.RetryRequested("ada", exhausted, true))
                .orElseThrow()
                .commands())
        .contains(new BackfillCommand.RerunPartitions(List.of(), 0, 2));

    Step early =
        step(failed, new BackfillEvent.RetryRequested("ada", BackfillSamples.FIRST_WAVE, true))
            .orElseThrow();
    assertThat(courseOf(early.next()).pass()).isZero();
    assertThat(early.commands()).contains(new BackfillCommand.RetryTasks(0));
  }

  @Test
  void onlyWhatWasApprovedIsSwapped() {
    for (BackfillState state : BackfillSamples.states()) {
      for (BackfillEvent event : BackfillSamples.events()) {
        step(state, event)
            .filter(step -> step.next() instanceof BackfillState.Swapping)
            .filter(step -> !courseOf(step.next()).automatic())
            // Members of a group have been compared when they began to wait for the others.
            .filter(step -> !(state instanceof BackfillState.AwaitingGroup))
            .ifPresent(step ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        BackfillEvent.FencesCompared.class,
                        it -> assertThat(it.review().approved()).isTrue()));
      }
    }
  }

  @Test
  void repetitionsAreBounded() {
    for (BackfillState state : BackfillSamples.states()) {
      for (BackfillEvent event : BackfillSamples.events()) {
        step(state, event)
            .map(step -> courseOf(step.next()).recomputed())
            .ifPresent(done ->
                assertThat(
                        Stream.of(
                            done.stale(), done.catchUps(), done.followUps(), done.revalidations()))
                    .as("%s in %s", event, state)
                    .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(3)));
      }
    }
  }

  /** Whether something of it may be live. */
  private static boolean swapped(BackfillState state) {
    return switch (state) {
      case BackfillState.FollowingUp ignored -> true;
      case BackfillState.Swapped ignored -> true;
      case BackfillState.Failed ignored -> true;
      case BackfillState.HotPartition ignored -> true;
      default -> courseOf(state).round() > 0;
    };
  }

  private static Course courseOf(BackfillState state) {
    return switch (state) {
      case BackfillState.Running it -> it.course();
      case BackfillState.Validating it -> it.course();
      case BackfillState.Settling it -> it.course();
      case BackfillState.AwaitingApproval it -> it.course();
      case BackfillState.AwaitingGroup it -> it.course();
      case BackfillState.Swapping it -> it.course();
      case BackfillState.FollowingUp it -> it.course();
      case BackfillState.Planning ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.Queued ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.Swapped ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.TakingBack ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.RollingBack ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.RolledBack ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.SwappingAgain ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.HotPartition ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.Failed ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.Cancelling ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.Cancelled ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.NothingToDo ignored -> BackfillSamples.FIRST_WAVE;
      case BackfillState.Rejected ignored -> BackfillSamples.FIRST_WAVE;
    };
  }

  private static Optional<Step> step(BackfillState state, BackfillEvent event) {
    try {
      return Optional.of(BackfillMachine.transition("b1", state, event));
    } catch (IllegalTransitionException e) {
      return Optional.empty();
    }
  }
}
