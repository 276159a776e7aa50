package io.hindcast.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PoolStateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static PoolState pool(double level, double owed) {
    ThrottleState throttle =
        new ThrottleState(level, ThrottleState.Phase.THROTTLED, "merges", START, START, START);
    return new PoolState("default", 8, throttle, START, START, owed);
  }

  @Test
  void grantsNothingWhileItRests() {
    PoolState busy = pool(0.5, 0).divided(8, true, START.plusSeconds(4));
    assertThat(busy.usable()).isEqualTo(1);
    assertThat(busy.grantable()).isZero();

    assertThat(busy.divided(8, false, START.plusSeconds(7)).grantable()).isZero();
    assertThat(busy.divided(8, false, START.plusSeconds(8)).grantable()).isEqualTo(1);
  }

  @Test
  void restsNoLongerThanOnePauseOfAPlannerIsCounted() {
    PoolState back = pool(0.5, 0).divided(8, true, START.plusSeconds(3600));

    assertThat(back.owed()).isEqualTo(30);
  }

  @Test
  void withOneSlotOrMoreItNeverRests() {
    assertThat(pool(3, 100).divided(8, true, START.plusSeconds(1)).grantable()).isEqualTo(3);
  }
}
