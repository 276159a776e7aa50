package io.hindcast.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutlookTest {
  /** Two tasks of a thousand planned rows each, which took ten seconds each. */
  private static final Measured DONE =
      new Measured(2, 2000, 1800, 18_000, 200, 4000, Duration.ofSeconds(20));

  @Test
  void foretellsFromWhatIsDoneWhatIsLeft() {
    Outlook outlook = Outlook.of(DONE, new Outlook.Left(8000, 8, 4)).orElseThrow();

    assertThat(outlook)
        .isEqualTo(new Outlook(Outlook.Basis.MEASURED, 400, 20, 90_000, 20_000, 100));
  }

  @Test
  void fewTasksDoNotUseAllSlots() {
    assertThat(Outlook.of(DONE, new Outlook.Left(1000, 1, 4)).orElseThrow().secondsLeft())
        .isEqualTo(10);
    assertThat(Outlook.of(DONE, new Outlook.Left(0, 0, 4)).orElseThrow().secondsLeft()).isZero();
  }

  @Test
  void aBackfillThatHasNotBegunIsLikeTheOneBefore() {
    assertThat(Outlook.assumed(DONE, new Outlook.Left(8000, 8, 4)))
        .contains(new Outlook(Outlook.Basis.ASSUMED, 400, 20, 72_000, 16_000, 80));
  }

  @Test
  void nothingIsForetoldFromNothing() {
    assertThat(Outlook.of(Measured.NOTHING, new Outlook.Left(8000, 8, 4))).isEmpty();
  }

  @Test
  void costsFollowFromTimeAndBytes() {
    Outlook outlook = new Outlook(Outlook.Basis.MEASURED, 1, 1, 2_000_000_000_000L, 1, 1800);

    Prices.Cost cost = new Prices(3, 5, "EUR").of(outlook).orElseThrow();

    assertThat(cost.amount()).isCloseTo(11.5, within(1e-9));
    assertThat(cost.currency()).isEqualTo("EUR");
    assertThat(Prices.NONE.of(outlook)).isEmpty();
    assertThatThrownBy(() -> new Prices(-1, 0, "EUR")).hasMessageContaining("from 0");
  }
}
