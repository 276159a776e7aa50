package io.hindcast.core.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tasks whose ranges overlap, each with other keys of the partitions. What is counted by time alone
 * can be judged only for all of them together, so that they are run again together.
 */
public final class SharedRanges {
  private SharedRanges() {}

  /**
   * Some tasks with those that share time with one of them.
   *
   * @param all in an order that the answer keeps
   */
  public static List<Task> complete(Collection<Task> some, Collection<Task> all) {
    Set<String> wanted = some.stream().map(Task::taskId).collect(Collectors.toSet());
    Set<String> complete = new HashSet<>(wanted);
    for (List<Task> together : overlapping(all)) {
      if (together.stream().anyMatch(task -> wanted.contains(task.taskId()))) {
        together.forEach(task -> complete.add(task.taskId()));
      }
    }
    return all.stream().filter(task -> complete.contains(task.taskId())).toList();
  }

  private static List<List<Task>> overlapping(Collection<Task> tasks) {
    List<List<Task>> groups = new ArrayList<>();
    Instant end = Instant.MIN;
    for (Task task : tasks.stream().sorted(Comparator.comparing(Task::range)).toList()) {
      if (!task.range().from().isBefore(end)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(task);
      end = task.range().to().isAfter(end) ? task.range().to() : end;
    }
    return groups;
  }
}
