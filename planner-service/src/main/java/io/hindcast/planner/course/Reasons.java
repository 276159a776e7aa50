package io.hindcast.planner.course;

import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillState;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a transition happened, in a few words for the history. */
final class Reasons {
  private Reasons() {}

  /** With what the person who wanted it has said. */
  static String of(BackfillEvent event, BackfillState next, String why) {
    return Stream.of(of(event, next), why)
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("; "));
  }

  private static String of(BackfillEvent event, BackfillState next) {
    String fromState =
        switch (next) {
          case BackfillState.Queued queued -> queued.message();
          case BackfillState.HotPartition hot -> hot.message();
          case BackfillState.Failed failed -> failed.message();
          case BackfillState.Rejected rejected -> rejected.message();
          case BackfillState.Cancelling cancelling -> cancelling.message();
          case BackfillState.Cancelled cancelled -> cancelled.message();
          case BackfillState.NothingToDo nothing -> nothing.message();
          case BackfillState.Running running ->
              "pass %d, round %d".formatted(running.course().pass(), running.course().round());
          case BackfillState.Planning ignored -> "";
          case BackfillState.Validating ignored -> "";
          case BackfillState.Settling ignored -> "";
          case BackfillState.AwaitingApproval awaiting ->
              awaiting.message().isEmpty() ? "content " + awaiting.content() : awaiting.message();
          case BackfillState.AwaitingGroup ignored -> "";
          case BackfillState.TakingBack taking -> taking.message();
          case BackfillState.Swapping ignored -> "";
          case BackfillState.FollowingUp ignored -> "";
          case BackfillState.Swapped ignored -> "";
          case BackfillState.RollingBack ignored -> "";
          case BackfillState.RolledBack ignored -> "";
          case BackfillState.SwappingAgain ignored -> "";
        };
    return switch (event) {
      case BackfillEvent.VerdictStale stale ->
          "sources of %d tasks moved; %s".formatted(stale.moved().taskIds().size(), fromState);
      case BackfillEvent.FencesCompared compared ->
          "sources of %d tasks moved; %s".formatted(compared.moved().taskIds().size(), fromState);
      case BackfillEvent.SwapRefused refused ->
          "%s: %s".formatted(refused.code(), refused.message());
      case BackfillEvent.GroupReady ready ->
          "all %d of the group are ready".formatted(ready.group().size());
      case BackfillEvent.GroupBroken ignored -> fromState;
      case BackfillEvent.GroupSplit ignored -> fromState;
      case BackfillEvent.Overlapped ignored -> fromState;
      case BackfillEvent.Unblocked ignored -> fromState;
      case BackfillEvent.SwapRolledBack ignored -> fromState;
      case BackfillEvent.RollbackRequested request -> undoes(request.undoes());
      case BackfillEvent.ForwardRequested request -> undoes(request.undoes());
      case BackfillEvent.VerdictPassed ignored -> fromState;
      case BackfillEvent.VerdictFailed ignored -> fromState;
      case BackfillEvent.Planned ignored -> fromState;
      case BackfillEvent.NothingLeft ignored -> fromState;
      case BackfillEvent.PlanRefused ignored -> fromState;
      case BackfillEvent.PassComplete ignored -> fromState;
      case BackfillEvent.TaskGaveUp ignored -> fromState;
      case BackfillEvent.Approved approved -> "content " + approved.content();
      case BackfillEvent.SwapCompleted ignored -> fromState;
      case BackfillEvent.CancelRequested ignored -> fromState;
      case BackfillEvent.RetryRequested ignored -> fromState;
      case BackfillEvent.WorkStopped ignored -> fromState;
    };
  }

  private static String undoes(List<UUID> swaps) {
    return "takes back " + swaps.stream().map(UUID::toString).collect(Collectors.joining(", "));
  }
}
