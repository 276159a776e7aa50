package io.hindcast.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.spec.Target.OutsideRange;
import io.hindcast.core.spec.Transform.VanishedKeys;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossRulesTest {
  private static final Optional<List<PartitionRows>> FOUND =
      Optional.of(
          List.of(
              new PartitionRows("20190728", 7, "2199-01-01 to 2199-01-02"),
              new PartitionRows("20190729", 1, "2199-01-03 to 2199-01-03")));
  private static final Optional<List<PartitionRows>> NOTHING = Optional.of(List.of());

  @Test
  void rowsOfAnotherTimeFailUnlessTheyAreGivenUp() {
    Assessment refused = LossRules.within(FOUND, OutsideRange.REFUSE, "");

    assertThat(refused.outward()).isFalse();
    assertThat(refused.result().outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(refused.result().actual()).isEqualTo("8 live rows outside in 2 partitions");
    assertThat(refused.result().partitions()).containsExactly("20190728", "20190729");
    assertThat(refused.result().message())
        .contains("in 20190728 7 rows (2199-01-01 to 2199-01-02)", "target.outsideRange: drop");
    CheckResult dropped = LossRules.within(FOUND, OutsideRange.DROP, "").result();
    assertThat(dropped.outcome()).isEqualTo(CheckOutcome.PASSED);
    assertThat(dropped.actual()).startsWith("8 live rows");
    assertThat(LossRules.within(NOTHING, OutsideRange.REFUSE, "").result().outcome())
        .isEqualTo(CheckOutcome.PASSED);
  }

  @Test
  void vanishedKeysFailUnlessTheyAreAllowedAndMayBeOfSourcesThatMoved() {
    Assessment failed = LossRules.kept(FOUND, VanishedKeys.FAIL, "");

    assertThat(failed.outward()).isTrue();
    assertThat(failed.result().outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(failed.result().message()).contains("transform.vanishedKeys: allow");
    assertThat(LossRules.kept(FOUND, VanishedKeys.ALLOW, "").result())
        .returns(CheckOutcome.PASSED, CheckResult::outcome)
        .returns("8 live rows without a key in 2 partitions", CheckResult::actual);
  }

  @Test
  void whatIsNotAskedIsSkipped() {
    assertThat(LossRules.within(Optional.empty(), OutsideRange.DROP, "all times").result())
        .returns(CheckOutcome.SKIPPED, CheckResult::outcome)
        .returns("all times", CheckResult::message);
    assertThat(LossRules.kept(Optional.empty(), VanishedKeys.FAIL, "carried").result().outcome())
        .isEqualTo(CheckOutcome.SKIPPED);
  }
}
