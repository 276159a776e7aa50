package io.hindcast.core.plan;

import io.hindcast.core.scope.Reason;
import io.hindcast.core.spec.Scope.Reprocess;
import java.util.List;

/**
 * Which partitions of the range the spec's scope has recomputed.
 *
 * @param reprocess what was asked for
 * @param recomputed partitions that are
 * @param of partitions of the range, those that rows may still arrive for left out
 * @param groups the same by reason; those that are recomputed first
 */
public record Selection(Reprocess reprocess, int recomputed, int of, List<Group> groups) {
  /** Where nothing was picked from. */
  public static final Selection NONE = new Selection(Reprocess.COMPLETED, 0, 0, List.of());

  /**
   * Partitions with the same reason.
   *
   * @param first the oldest one's id
   * @param last the newest one's id; between them there may be others
   */
  public record Group(Reason reason, int partitions, String first, String last) {}

  /** Copies the groups. */
  public Selection {
    groups = List.copyOf(groups);
  }

  /** Those that are left out, by reason. */
  public List<Group> leftOut() {
    return groups.stream().filter(group -> !group.reason().recomputed()).toList();
  }

  /** What is left out and why, for people; empty when nothing is. */
  public String summary() {
    return leftOut().stream()
        .map(group ->
            group.partitions() == 1
                ? "partition %s: %s".formatted(group.first(), group.reason().text())
                : "%,d partitions (%s to %s): %s"
                    .formatted(
                        group.partitions(), group.first(), group.last(), group.reason().text()))
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }
}
