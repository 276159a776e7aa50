package io.hindcast.planner.simulation;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.task.TaskState;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.ValidationRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Whatever a state waits for was asked for, once. */
final class OutboxMatchesState implements Invariant {
  private final Set<Object> asked = new HashSet<>();

  private record Attempt(UUID backfillId, String taskId, int generation, int attempt) {}

  @Override
  public void sent(Life life, SpecificRecord message) {
    switch (message) {
      case Task task ->
          once(
              new Attempt(
                  task.getMeta().getBackfillId(),
                  task.getTaskId(),
                  task.getGeneration(),
                  task.getAttempt()));
      case ValidationRequest request -> once(UUID.fromString(request.getValidationId()));
      case SwapRequest request -> once(UUID.fromString(request.getSwapId()));
      default -> {}
    }
  }

  private void once(Object what) {
    Invariant.require(asked.add(what), () -> "OutboxMatchesState: asked for twice: " + what);
  }

  @Override
  public void settled(Life life, List<Seen> all) {
    for (Seen one : all) {
      for (io.hindcast.core.task.Task task : one.tasks()) {
        if (task.state() instanceof TaskState.Dispatched) {
          requireAsked(
              new Attempt(one.backfill().id(), task.taskId(), task.generation(), task.attempt()));
        }
      }
      awaited(one.backfill());
    }
  }

  private void awaited(Backfill backfill) {
    switch (backfill.state()) {
      case BackfillState.Validating validating -> requireAsked(validating.validationId());
      case BackfillState.Swapping swapping -> requireAsked(swapping.swapId());
      default -> {}
    }
  }

  private void requireAsked(Object what) {
    Invariant.require(
        asked.contains(what), () -> "OutboxMatchesState: awaited, but not asked for: " + what);
  }
}
