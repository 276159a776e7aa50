package io.hindcast.planner.simulation;

import io.hindcast.schemas.Control;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.Verdict;
import org.apache.avro.specific.SpecificRecord;

/** Messages in a few words. */
final class Texts {
  private Texts() {}

  static String of(SpecificRecord message) {
    return switch (message) {
      case Task task -> attempt(task.getTaskId(), task.getGeneration(), task.getAttempt());
      case TaskEvent event ->
          attempt(event.getTaskId(), event.getGeneration(), event.getAttempt())
              + " "
              + event.getOutcome().getClass().getSimpleName();
      case Verdict verdict -> verdict.getOutcome().name() + " " + verdict.getStaleTasks();
      case Control control -> control.getAction().name();
      case SwapEvent event -> event.getOutcome().getClass().getSimpleName();
      default -> message.getClass().getSimpleName();
    };
  }

  private static String attempt(String taskId, int generation, int attempt) {
    return "%s generation %d attempt %d".formatted(taskId, generation, attempt);
  }
}
