package io.hindcast.worker.task;

import io.hindcast.warehouse.StagedContent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a task's own partitions from stray ones.
 *
 * @param own staged partitions that the task owns
 * @param strays staged partitions that it does not
 */
record Ownership(List<StagedContent.Partition> own, List<StagedContent.Partition> strays) {
  private static final int NAMED_MAX = 20;

  static Ownership of(StagedContent content, Set<String> owned) {
    var parted =
        content.partitions().stream()
            .collect(Collectors.partitioningBy(partition -> owned.contains(partition.id())));
    return new Ownership(
        parted.getOrDefault(true, List.of()), parted.getOrDefault(false, List.of()));
  }

  long strayRows() {
    return strays.stream().mapToLong(StagedContent.Partition::rows).sum();
  }

  /** Why strays fail the task, for the user. */
  String complaint(TaskOrder order) {
    String named =
        strays.stream()
            .limit(NAMED_MAX)
            .map(stray -> "%s (%d rows)".formatted(stray.id(), stray.rows()))
            .collect(Collectors.joining(", "));
    String more =
        strays.size() > NAMED_MAX ? ", and %d more".formatted(strays.size() - NAMED_MAX) : "";
    return ("For %s the transform yields %d rows in partitions that this task does not own: %s%s."
            + " Make the SQL yield rows of its range only, or let them be left out with"
            + " transform.stray: filter. If they are of keys that the target has no partitions of"
            + " yet, name these in target.keys")
        .formatted(order.range(), strayRows(), named, more);
  }
}
