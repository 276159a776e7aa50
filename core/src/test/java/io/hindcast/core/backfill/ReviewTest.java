package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.Review.Approval;
import io.hindcast.core.pin.PartitionPin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest {
  private static final PartitionPin FIRST = pin("20010101", 10, "aa");
  private static final PartitionPin SECOND = pin("20010102", 20, "bb");

  @Test
  void theDigestFollowsFromRowsAndChecksumsAlone() {
    Content content = Content.of(List.of(FIRST, SECOND));

    assertThat(content.digest()).matches("[0-9a-f]{16}");
    assertThat(content.rows()).isEqualTo(30);
    assertThat(content).isEqualTo(Content.of(List.of(SECOND, FIRST)));
    PartitionPin merged = new PartitionPin("20010101", 10, "aa", "other parts", 7, "zz");
    assertThat(Content.of(List.of(merged, SECOND))).isEqualTo(content);
    assertThat(Content.of(List.of(pin("20010101", 10, "ab"), SECOND))).isNotEqualTo(content);
    assertThat(Content.of(List.of(FIRST)).digest()).isNotEqualTo(content.digest());
  }

  @Test
  void nothingIsApprovedAtFirst() {
    Review review = Review.of(List.of(FIRST), List.of());

    assertThat(review.approved()).isFalse();
    assertThat(review.difference()).isEmpty();
  }

  @Test
  void whatWasApprovedInAnEarlierRoundStaysApprovedAsLongAsItIsTheSame() {
    List<Approval> approvals = List.of(Approval.of(FIRST), Approval.of(SECOND));

    assertThat(Review.of(List.of(SECOND), approvals).approved()).isTrue();
    Review changed = Review.of(List.of(FIRST, pin("20010102", 25, "cc")), approvals);
    assertThat(changed.approved()).isFalse();
    assertThat(changed.difference())
        .contains("1 of 2 partitions", "20 -> 25 rows: 20010102 (20 -> 25 rows)")
        .contains(changed.content().digest());
    assertThat(Review.of(List.of(pin("20010103", 1, "dd")), approvals).difference())
        .contains("20010103 (0 -> 1 rows)");
  }

  @Test
  void whatOthersHaveChangedIsApprovedAgainEvenIfItIsTheSameNow() {
    Review review = Review.of(List.of(FIRST), List.of(Approval.of(FIRST).voided()));

    assertThat(review.approved()).isFalse();
    assertThat(review.difference()).contains("20010101 (10 -> 10 rows)");
  }

  @Test
  void anApprovalOfOtherContentIsRefused() {
    Content content = Content.of(List.of(FIRST));
    BackfillState state =
        new BackfillState.AwaitingApproval(BackfillSamples.UNAPPROVED, content, "");

    assertThat(Review.refusal(state, null)).isEmpty();
    assertThat(Review.refusal(state, content.digest())).isEmpty();
    assertThat(Review.refusal(state, "0123456789abcdef"))
        .get()
        .extracting(Refusal::message)
        .asString()
        .contains(content.digest(), "0123456789abcdef");
  }

  private static PartitionPin pin(String id, long rows, String checksum) {
    return new PartitionPin(id, rows, checksum, "h", 1, "l");
  }
}
