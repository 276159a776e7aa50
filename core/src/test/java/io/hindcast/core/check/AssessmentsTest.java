package io.hindcast.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.pin.PartitionPin;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AssessmentsTest {
  private static final List<PartitionPin> PINS =
      List.of(new PartitionPin("p", 1, "c", "h", 1, "c"));
  private static final Assessment PASSED = assessment(CheckOutcome.PASSED, false);
  private static final Assessment SKIPPED = assessment(CheckOutcome.SKIPPED, true);
  private static final Assessment FAILED_INSIDE = assessment(CheckOutcome.FAILED, false);
  private static final Assessment FAILED_OUTSIDE = assessment(CheckOutcome.FAILED, true);

  @Test
  void passesWhenNothingFails() {
    Judgement judgement = new Assessments(List.of(PASSED, SKIPPED)).judge(PINS, List.of());

    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.PASSED);
    assertThat(judgement.pins()).isEqualTo(PINS);
    assertThat(judgement.checks()).hasSize(2);
    assertThat(judgement.error()).isNull();
  }

  @Test
  void isStaleWhenOnlyComparisonsFailAndSourcesMoved() {
    Assessments assessments = new Assessments(List.of(PASSED, FAILED_OUTSIDE));

    Judgement judgement = assessments.judge(PINS, List.of("t1"));

    assertThat(assessments.dependsOnSources()).isTrue();
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.STALE);
    assertThat(judgement.staleTasks()).containsExactly("t1");
  }

  @Test
  void failsWhenSourcesStoodStill() {
    assertThat(new Assessments(List.of(FAILED_OUTSIDE)).judge(PINS, List.of()).outcome())
        .isEqualTo(JudgementOutcome.FAILED);
  }

  @Test
  void failsWhenTheRowsThemselvesAreWrong() {
    Assessments assessments = new Assessments(List.of(FAILED_INSIDE, FAILED_OUTSIDE));

    assertThat(assessments.dependsOnSources()).isFalse();
    Judgement judgement = assessments.judge(PINS, List.of("t1"));
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.FAILED);
    assertThat(judgement.staleTasks()).isEmpty();
  }

  @Property
  void neverPassesWithAFailureAndNeverFailsWithout(
      @ForAll List<CheckOutcome> inside,
      @ForAll List<CheckOutcome> outside,
      @ForAll boolean moved) {
    List<Assessment> all =
        Stream.concat(
                inside.stream().map(outcome -> assessment(outcome, false)),
                outside.stream().map(outcome -> assessment(outcome, true)))
            .toList();

    Judgement judgement = new Assessments(all).judge(PINS, moved ? List.of("t1") : List.of());

    boolean anyFailed = all.stream().anyMatch(Assessment::failed);
    assertThat(judgement.outcome() == JudgementOutcome.PASSED).isEqualTo(!anyFailed);
    assertThat(judgement.outcome() == JudgementOutcome.STALE)
        .isEqualTo(anyFailed && moved && !inside.contains(CheckOutcome.FAILED));
    assertThat(judgement.staleTasks().isEmpty())
        .isEqualTo(judgement.outcome() != JudgementOutcome.STALE);
  }

  private static Assessment assessment(CheckOutcome outcome, boolean outward) {
    return new Assessment(new CheckResult("c", outcome, "", "", "", List.of()), outward);
  }
}
