package io.hindcast.core.backfill;

import io.hindcast.core.spec.Execution;
import java.util.List;
import java.util.UUID;

/**
 * Another backfill that has not ended and owns some of the same partitions of the same target.
 *
 * @param state its stable name
 * @param common the first partitions of both, in id order
 * @param count how many there are
 */
public record Overlap(UUID backfillId, String name, String state, List<String> common, int count) {
  /** How many partitions are named at most. */
  public static final int NAMED_MAX = 10;

  /** Copies the ids. */
  public Overlap {
    common = List.copyOf(common);
  }

  /** Why a submission is refused. */
  public String refusal() {
    return what()
        + ". Wait for its end or cancel it, then submit again; choose another range; or set"
        + " execution.overlap: queue to wait for it";
  }

  /** Why a submission waits. */
  public String waiting() {
    return "Waits for the end of another backfill. " + what();
  }

  /** What a dry run says. */
  public String warning(Execution.Overlap policy) {
    return switch (policy) {
      case QUEUE -> what() + ". A submission would wait for its end (execution.overlap: queue)";
      case REFUSE -> what() + ". A submission would be rejected (execution.overlap: refuse)";
    };
  }

  /** Why neither a rollback nor swapping forward again is possible. */
  String reversalMessage() {
    return what() + ". Wait for its end or cancel it first";
  }

  /** Why what was computed before must not be published any more. */
  String newerMessage() {
    return "Backfill %s (%s) has since swapped in %,d of the same partitions, such as %s: what this one has computed is older. Submit its spec again"
        .formatted(backfillId, name, count, common.isEmpty() ? "-" : common.getFirst());
  }

  private String what() {
    int more = count - common.size();
    return "Backfill %s (%s) is %s and recomputes %,d of the same partitions: %s%s"
        .formatted(
            backfillId,
            name,
            state,
            count,
            String.join(", ", common),
            more > 0 ? " and %,d more".formatted(more) : "");
  }
}
