package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.pin.PartitionPin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a round would publish, beside what was approved so far. An approval is for the content that
 * was shown: each partition that is published must be one that was approved as it is.
 *
 * @param content what would be published
 * @param approved whether all of it was approved
 * @param difference how it differs from what was approved; empty when nothing was approved before
 */
public record Review(Content content, boolean approved, String difference) {
  private static final int NAMED_MAX = 5;

  /**
   * A partition as it was approved.
   *
   * @param checksum empty when the approval does not count any more
   */
  public record Approval(String partitionId, long rows, String checksum) {
    /** Of a partition as it was judged. */
    public static Approval of(PartitionPin pin) {
      return new Approval(pin.partitionId(), pin.rows(), pin.checksum());
    }

    /** The same, to be approved again. */
    public Approval voided() {
      return new Approval(partitionId, rows, "");
    }
  }

  /** Compares them. */
  public static Review of(Collection<PartitionPin> pins, Collection<Approval> approvals) {
    Content content = Content.of(pins);
    if (approvals.isEmpty()) {
      return new Review(content, false, "");
    }
    Map<String, Approval> byId =
        approvals.stream().collect(Collectors.toMap(Approval::partitionId, Function.identity()));
    List<PartitionPin> other =
        pins.stream().filter(pin -> !Approval.of(pin).equals(byId.get(pin.partitionId()))).toList();
    return other.isEmpty()
        ? new Review(content, true, "")
        : new Review(content, false, difference(content, other, byId));
  }

  /**
   * Why an approval is not taken: it names other content than the backfill shows.
   *
   * @param digest what is approved; null for whatever is shown
   */
  public static Optional<Refusal> refusal(BackfillState state, @Nullable String digest) {
    return digest == null
            || !(state instanceof BackfillState.AwaitingApproval awaiting)
            || awaiting.content().digest().equals(digest)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                ErrorCode.ILLEGAL_STATE,
                "Its content is %s, and the approval is for %s: look at it again ('hindcast status') and approve what is there"
                    .formatted(awaiting.content(), digest)));
  }

  private static String difference(
      Content content, List<PartitionPin> other, Map<String, Approval> approvals) {
    String named =
        other.stream()
            .limit(NAMED_MAX)
            .map(pin -> named(pin, approvals.get(pin.partitionId())))
            .collect(Collectors.joining(", "));
    long before =
        other.stream()
            .map(pin -> approvals.get(pin.partitionId()))
            .mapToLong(approval -> approval == null ? 0 : approval.rows())
            .sum();
    long after = other.stream().mapToLong(PartitionPin::rows).sum();
    return ("The approval is void: %,d of %,d partitions were computed again since, %,d -> %,d rows:"
            + " %s%s. Look at the content %s and approve it again")
        .formatted(
            other.size(),
            content.partitions(),
            before,
            after,
            named,
            other.size() > NAMED_MAX ? " and more" : "",
            content.digest());
  }

  private static String named(PartitionPin pin, @Nullable Approval approval) {
    return "%s (%,d -> %,d rows)"
        .formatted(pin.partitionId(), approval == null ? 0 : approval.rows(), pin.rows());
  }
}
