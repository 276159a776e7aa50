package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestTest {
  private static final Duration TICK = Duration.ofMillis(100);

  /** Tasks of one length, one after another as soon as there is no rest any more. */
  private static double shareHeld(Rest rest, int ticksPerTask, int ticks) {
    Rest now = rest;
    int left = 0;
    int held = 0;
    for (int tick = 0; tick < ticks; tick++) {
      left = left == 0 && !now.due() ? ticksPerTask : left;
      held += left > 0 ? 1 : 0;
      now = now.after(left > 0, TICK);
      left = Math.max(0, left - 1);
    }
    return (double) held / ticks;
  }

  @Property(tries = 100)
  void inTheLongRunTheSlotIsHeldForTheShareHoweverLongTasksAre(
      @ForAll @IntRange(min = 1, max = 500) int ticksPerTask,
      @ForAll @IntRange(min = 1, max = 3) int halvings) {
    double share = Math.pow(0.5, halvings);

    assertThat(shareHeld(new Rest(share, 0), ticksPerTask, 100_000)).isCloseTo(share, within(0.01));
  }

  @Test
  void aWholeSlotNeverRestsAndForgetsWhatWasOwed() {
    assertThat(shareHeld(Rest.NONE, 7, 1000)).isEqualTo(1);
    assertThat(new Rest(1, 30).after(true, TICK)).isEqualTo(Rest.NONE);
  }

  @Test
  void whoDoesNothingSavesUpNothing() {
    Rest idle = new Rest(0.25, 0).after(false, Duration.ofHours(1));

    assertThat(idle.after(true, TICK).due()).isTrue();
  }
}
