package io.hindcast.planner.simulation;

import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which attempts' results the store has accepted so far. */
final class Accepted {
  private final Map<Key, TableName> byTask = new HashMap<>();
  private final Set<TableName> all = new HashSet<>();

  private record Key(UUID backfillId, String taskId, int generation) {}

  void note(List<Invariant.Seen> seen) {
    for (Invariant.Seen one : seen) {
      for (Task task : one.tasks()) {
        if (task.state() instanceof TaskState.Staged staged) {
          Key key = new Key(one.backfill().id(), task.taskId(), task.generation());
          byTask.put(key, staged.staging());
          all.add(staged.staging());
        }
      }
    }
  }

  /** That of a task's generation. */
  Optional<TableName> of(UUID backfillId, String taskId, int generation) {
    return Optional.ofNullable(byTask.get(new Key(backfillId, taskId, generation)));
  }

  boolean has(TableName staging) {
    return all.contains(staging);
  }
}
