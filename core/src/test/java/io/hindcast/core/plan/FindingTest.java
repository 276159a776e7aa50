package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.Finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Finding WARNING = Finding.warning(ErrorCode.NONDETERMINISTIC, "w");
  private static final Finding ERROR = Finding.error(ErrorCode.STRAY_ROWS, "e");

  @Test
  void keepsWhatIsFew() {
    List<Finding> few = Collections.nCopies(50, WARNING);

    assertThat(Finding.bounded(few)).isEqualTo(few);
  }

  @Test
  void anErrorBehindManyWarningsStillRefuses() {
    List<Finding> many = new ArrayList<>(Collections.nCopies(1_000, WARNING));
    many.add(ERROR);

    List<Finding> bounded = Finding.bounded(many);

    assertThat(bounded).hasSize(51).startsWith(ERROR);
    assertThat(bounded.getLast())
        .isEqualTo(
            Finding.warning(
                ErrorCode.NONDETERMINISTIC,
                "There are 951 more findings of this kind; only the first 50 are listed"));
  }

  @Test
  void saysOfErrorsThatAreLeftOutThatTheyAreErrors() {
    assertThat(Finding.bounded(Collections.nCopies(16_000, ERROR)).getLast().severity())
        .isEqualTo(Severity.ERROR);
  }
}
